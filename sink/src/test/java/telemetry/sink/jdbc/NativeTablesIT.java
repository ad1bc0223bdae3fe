package telemetry.sink.jdbc;

import java.sql.SQLException;

/** The tables as partitions of PostgreSQL's own. */
class NativeTablesIT extends TableBehaviour {
  @Override
  TestDatabase make() throws SQLException {
    return TestDatabase.migrated();
  }

  @Override
  void compress(TestDatabase database) {
    // There is nothing that could.
  }
}
