package io.akemail;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the core: who may use whom, what may be shown, what only the adapters may do. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.akemail");

  private static final String ROOT = "io.akemail";
  private static final String INTERNAL = ROOT + ".internal";
  private static final String MESSAGE = ROOT + ".message";
  private static final String SPI = ROOT + ".spi";
  private static final String HTTP = ROOT + ".spi.http";
  private static final String STATUS = ROOT + ".status";
  private static final String OUTBOX = ROOT + ".outbox";
  private static final String ALERT = ROOT + ".alert";
  private static final String RULES = ROOT + ".rules";
  private static final String HEALTH = ROOT + ".health";

  /** What each package may use: the rungs below it. */
  private static final Map<String, Set<String>> LADDER =
      Map.of(
          INTERNAL, Set.of(),
          MESSAGE, Set.of(INTERNAL),
          SPI, Set.of(INTERNAL, MESSAGE),
          HTTP, Set.of(INTERNAL, MESSAGE, SPI),
          STATUS, Set.of(INTERNAL, MESSAGE, SPI),
          OUTBOX, Set.of(INTERNAL, MESSAGE, SPI),
          RULES, Set.of(INTERNAL, MESSAGE, SPI, STATUS, OUTBOX),
          HEALTH, Set.of(INTERNAL, SPI, STATUS),
          ROOT, Set.of(INTERNAL, MESSAGE, SPI, STATUS, OUTBOX, RULES, HEALTH),
          ALERT, Set.of(ROOT, INTERNAL, MESSAGE, SPI, HTTP, STATUS, OUTBOX));

  @Test
  void importsOnlyPointDown() {
    LADDER.forEach(
        (name, below) -> {
          String[] others =
              CORE.stream()
                  .map(JavaClass::getPackageName)
                  .distinct()
                  .filter(other -> !other.equals(name) && !below.contains(other))
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(name)
              .should()
              .dependOnClassesThat(resideInAnyPackage(others))
              .check(CORE);
        });
  }

  @Test
  void everyPackageHasItsRung() {
    assertThat(CORE.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrderElementsOf(LADDER.keySet());
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.akemail.(**)").should().beFreeOfCycles().check(CORE);
    slices().matching("(io.akemail..)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void noTypeOfALibraryIsInAPublicSignature() {
    codeUnits()
        .that(
            new DescribedPredicate<JavaCodeUnit>("are shown") {
              @Override
              public boolean test(JavaCodeUnit unit) {
                return isShown(unit) && !unit.getName().equals("httpClient");
              }
            })
        .should(showNoTypeOf("okhttp3", "okio", "com.fasterxml", "com.github.benmanes", "kotlin"))
        .check(CORE);
  }

  private static boolean isShown(JavaCodeUnit unit) {
    JavaClass owner = unit.getOwner();
    boolean exported = !Set.of(INTERNAL, RULES, HEALTH).contains(owner.getPackageName());
    boolean visible =
        unit.getModifiers().contains(JavaModifier.PUBLIC)
            || unit.getModifiers().contains(JavaModifier.PROTECTED);
    return exported && visible && owner.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static ArchCondition<JavaCodeUnit> showNoTypeOf(String... libraries) {
    return new ArchCondition<>("show no type of " + List.of(libraries)) {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        Stream.of(
                Stream.of(unit.getReturnType()),
                unit.getParameterTypes().stream(),
                unit.getThrowsClause().getTypes().stream())
            .flatMap(types -> types)
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .filter(type -> Stream.of(libraries).anyMatch(type.getName()::startsWith))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            unit, unit.getFullName() + " shows " + type.getName())));
      }
    };
  }

  @Test
  void theOneExceptionIsTheHostsOwnHttpClient() {
    assertThat(
            CORE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> isShown(method) && method.getName().equals("httpClient"))
                .map(method -> method.getOwner().getFullName()))
        .containsExactlyInAnyOrder(HTTP + ".HttpTransport$Builder", HTTP + ".StatusPage$Builder");
  }

  @Test
  void onlyTheAdaptersReadClocksDrawChanceStartOrStopThreads() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL)
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("reads a clock, draws chance or makes a thread") {
              @Override
              public boolean test(JavaAccess<?> access) {
                String target = access.getTargetOwner().getFullName() + "." + access.getName();
                return FORBIDDEN.stream().anyMatch(target::startsWith);
              }
            })
        .check(CORE);
  }

  private static final List<String> FORBIDDEN =
      List.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.Clock.system",
          "java.util.Date.<init>",
          "java.lang.Thread.sleep",
          "java.lang.Thread.<init>",
          "java.util.concurrent.locks.LockSupport.park",
          "java.util.concurrent.Executors.",
          "java.util.concurrent.ForkJoinPool.",
          "java.util.concurrent.ThreadLocalRandom.",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.Timer.<init>",
          "java.util.Random.<init>",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random",
          "java.security.SecureRandom.<init>");

  @Test
  void theRulesArePure() {
    noClasses()
        .that()
        .resideInAPackage(RULES)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.io..", "java.net..", "java.util.concurrent..", "org.slf4j..", "okhttp3.."))
        .check(CORE);
  }

  @Test
  void classesOfThePublicPackagesAreFinalOrMeantToBeImplemented() {
    classes()
        .that(
            resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES)))
        .and()
        .arePublic()
        .and()
        .areNotEnums()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .orShould()
        .haveModifier(JavaModifier.ABSTRACT)
        .check(CORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/java", "src/test/java"})
  void noFileIsLongerThanFourHundredLines(String root) throws IOException {
    for (Path file : sources(root)) {
      assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(400);
    }
  }

  @Test
  void noTestSleeps() throws IOException {
    String sleep = "." + "sleep(";
    for (Path file : sources("src/test/java")) {
      assertThat(Files.readString(file)).as("%s", file).doesNotContain(sleep);
    }
  }

  private static List<Path> sources(String root) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
