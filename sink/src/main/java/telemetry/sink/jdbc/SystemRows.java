package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import telemetry.model.SystemDeclaration;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.SystemChange;

/** What systems are. A system that is no longer declared keeps its row and its name. */
final class SystemRows implements Rows<SystemChange> {
  private static final String COLUMNS =
      """
      system_id integer, declared boolean, vendor text, site_id text, name text, timezone text,
      status text""";

  private static final int FIELDS = 7;

  private static final String MERGE =
      """
      INSERT INTO system AS t (system_id, declared, vendor, site_id, name, timezone, status)
      SELECT system_id, declared, vendor, site_id, name, timezone, status
      FROM staged_system
      ORDER BY system_id
      ON CONFLICT (system_id) DO UPDATE SET
        declared = EXCLUDED.declared,
        vendor = CASE WHEN EXCLUDED.declared THEN EXCLUDED.vendor ELSE t.vendor END,
        site_id = CASE WHEN EXCLUDED.declared THEN EXCLUDED.site_id ELSE t.site_id END,
        name = CASE WHEN EXCLUDED.declared THEN EXCLUDED.name ELSE t.name END,
        timezone = CASE WHEN EXCLUDED.declared THEN EXCLUDED.timezone ELSE t.timezone END,
        status = EXCLUDED.status""";

  private final Staging<SystemChange> staging =
      new Staging<>("staged_system", COLUMNS, SystemRows::copy);

  private static void copy(SystemChange change, CopyBuffer out) {
    SystemDeclaration now = change.declaration();
    out.row(FIELDS).integer(change.systemId()).bool(now != null);
    if (now == null) {
      out.none().none().none().text("UTC").text("DISABLED");
    } else {
      out.text(now.vendor())
          .text(now.siteId())
          .text(now.name())
          .text(now.timezone().getId())
          .text(now.active() ? "ACTIVE" : "DISABLED");
    }
  }

  @Override
  public Prepared prepare(Connection session, Claim claim, List<SystemChange> rows)
      throws SQLException {
    staging.fill(session, rows);
    return Prepared.ALL;
  }

  @Override
  public int merge(Connection session) throws SQLException {
    try (var statement = session.prepareStatement(MERGE)) {
      return statement.executeUpdate();
    }
  }
}
