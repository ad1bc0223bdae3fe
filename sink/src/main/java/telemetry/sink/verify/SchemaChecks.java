package telemetry.sink.verify;

import java.util.ArrayList;
import java.util.List;
import telemetry.sink.batch.RowTable;

/** What holds of the tables, whatever their rows. */
final class SchemaChecks {
  private static final List<String> CHECKS =
      List.of(
          "interval",
          "counts",
          "revision",
          "empty",
          "finite",
          "nothing",
          "gauge",
          "counter",
          "amount",
          "state");

  private SchemaChecks() {}

  static List<Check> all() {
    return List.of(guards(), readings("telemetry_last"), readings("telemetry_samples"), ahead());
  }

  private static Check guards() {
    List<String> wanted = new ArrayList<>();
    for (RowTable table : List.of(RowTable.AGG_5M, RowTable.AGG_1H, RowTable.AGG_1D)) {
      CHECKS.forEach(
          check -> wanted.add("('%s', '%s_%s')".formatted(table.table(), table.label(), check)));
      wanted.add("('%1$s', '%1$s_pkey')".formatted(table.table()));
    }
    wanted.add("('point', 'point_pkey')");
    wanted.add("('point', 'point_path_once')");
    wanted.add("('point', 'point_system_id_fkey')");
    return new Check(
        "guards",
        "the constraints and triggers that refuse wrong rows are there",
        """
        SELECT NULL::integer, NULL::text, NULL::timestamptz,
          format('%%s: wanted the constraint %%s in force, found %%s', w.owner, w.name,
            CASE WHEN c.oid IS NULL THEN 'none' ELSE 'it not validated' END)
        FROM (VALUES %s) AS w(owner, name)
        LEFT JOIN pg_constraint c ON c.conrelid = w.owner::regclass AND c.conname = w.name
        WHERE c.oid IS NULL OR NOT c.convalidated
        UNION ALL
        SELECT NULL, NULL, NULL, format('point: wanted the trigger %%s in force, found it %%s', w.name,
          CASE WHEN t.oid IS NULL THEN 'gone' ELSE 'switched off' END)
        FROM (VALUES ('point_keeps_its_name'), ('point_one_system_at_once'),
          ('point_one_system_at_once_gone')) AS w(name)
        LEFT JOIN pg_trigger t ON t.tgrelid = 'point'::regclass AND t.tgname = w.name
        WHERE t.oid IS NULL OR t.tgenabled NOT IN ('O', 'A')
        UNION ALL
        SELECT NULL, NULL, NULL, format('index %%s: wanted it valid, found it not', i.indexrelid::regclass)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE NOT i.indisvalid AND c.relnamespace = (
          SELECT relnamespace FROM pg_class WHERE oid = 'point'::regclass)"""
            .formatted(String.join(", ", wanted)));
  }

  private static Check readings(String table) {
    return new Check(
        "points " + table.substring("telemetry_".length()),
        "each reading has its point",
        """
        SELECT DISTINCT ON (r.system_id, r.point_id)
          r.system_id, '#' || r.point_id, r.measured_at, 'wanted its point, found none'
        FROM %s r
        WHERE NOT EXISTS (
          SELECT FROM point p WHERE p.system_id = r.system_id AND p.point_id = r.point_id)"""
            .formatted(table));
  }

  private static Check ahead() {
    return new Check(
        "partitions",
        "the partitions of now and next are there",
        """
        SELECT NULL::integer, NULL::text, d.at, format('%s: wanted a partition, found none', t.name)
        FROM partitioned_table t
        CROSS JOIN LATERAL (VALUES (now()), (now() + ('1 ' || t.span)::interval)) AS d(at)
        WHERE NOT EXISTS (SELECT FROM table_form WHERE form = 'timescale')
          AND (t.name <> 'telemetry_samples' OR EXISTS (
            SELECT FROM telemetry_partition p WHERE p.parent = t.name))
          AND NOT EXISTS (
            SELECT FROM telemetry_partition p
            WHERE p.parent = t.name AND p.since <= d.at AND d.at < p.until)""");
  }
}
