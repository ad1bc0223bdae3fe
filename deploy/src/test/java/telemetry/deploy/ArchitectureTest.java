package telemetry.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "telemetry", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule readingsTravelOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("telemetry..")
          .layer("schemas")
          .definedBy(
              "telemetry.model..",
              "telemetry.topics..",
              "telemetry.avro..",
              "telemetry.registry..",
              "telemetry.settings..",
              "telemetry.control..",
              "telemetry.recalculation..",
              "telemetry.role..")
          .layer("vendors")
          .definedBy("telemetry.vendors..")
          .layer("gateway")
          .definedBy("telemetry.gateway..")
          .layer("streams")
          .definedBy(
              "telemetry.normalise..",
              "telemetry.records..",
              "telemetry.window..",
              "telemetry.topology..",
              "telemetry.replay..")
          .layer("sink")
          .definedBy("telemetry.sink..")
          .layer("deploy")
          .definedBy("telemetry.deploy..")
          .whereLayer("deploy")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sink")
          .mayOnlyBeAccessedByLayers("deploy")
          .whereLayer("streams")
          .mayOnlyBeAccessedByLayers("deploy")
          .whereLayer("gateway")
          .mayOnlyBeAccessedByLayers("deploy")
          .whereLayer("vendors")
          .mayOnlyBeAccessedByLayers("gateway", "streams", "deploy")
          .as("readings travel one way: schemas, vendors, gateway and streams and sink, deploy")
          .because(
              "gateway, streams and sink are scaled and released apart; put what two of them share"
                  + " into schemas");

  @ArchTest
  static final ArchRule everyClassHasAPlaceOnTheWay =
      classes()
          .should()
          .resideInAnyPackage(
              "telemetry.model..",
              "telemetry.topics..",
              "telemetry.avro..",
              "telemetry.registry..",
              "telemetry.settings..",
              "telemetry.control..",
              "telemetry.recalculation..",
              "telemetry.role..",
              "telemetry.vendors..",
              "telemetry.gateway..",
              "telemetry.normalise..",
              "telemetry.records..",
              "telemetry.window..",
              "telemetry.topology..",
              "telemetry.replay..",
              "telemetry.sink..",
              "telemetry.deploy..")
          .because("a new package must be named in the rule above, which says who may use it");

  @ArchTest
  static final ArchRule thinkingNeverTouchesTheOutside =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..vendors..",
              "..window..",
              "..normalise..",
              "..batch..",
              "..model..",
              "..pace..",
              "telemetry.recalculation",
              "telemetry.replay")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "java.sql..",
              "javax.sql..",
              "java.net..",
              "java.nio.file..",
              "org.postgresql..",
              "org.eclipse.jetty..",
              "com.zaxxer..",
              "org.slf4j..",
              "io.micrometer..")
          .because(
              "a rule you can test without a broker is a rule you can trust; hand it values, and"
                  + " touch the outside in topology, kafka, jdbc or http");

  @ArchTest
  static final ArchRule thinkingAsksNobodyForTheTime =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..vendors..",
              "..window..",
              "..normalise..",
              "..batch..",
              "..model..",
              "..pace..",
              "telemetry.recalculation",
              "telemetry.replay")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .because("the same readings must give the same rows at any hour; pass the instant in");

  @ArchTest
  static final ArchRule topicsAreNamedOnce =
      noClasses()
          .that()
          .resideInAPackage("telemetry.deploy.topics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("telemetry.deploy.embedded..", "telemetry.deploy.cli..")
          .because("topics are applied to any cluster; the embedded one is only one of them");
}
