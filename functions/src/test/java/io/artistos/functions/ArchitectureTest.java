package io.artistos.functions;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.artistos.functions.boot.Settings;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.features.Feature;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.util.Arrays;
import java.util.Set;

/** The rules of the design, held against every class that is deployed. */
@AnalyzeClasses(packages = "io.artistos", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String FUNCTIONS = "io.artistos.functions..";
  private static final String SHARED = "io.artistos.shared..";
  private static final String LOCAL = "io.artistos.local..";
  private static final String AUDIT_EVENTS = "io.artistos.shared.audit.AuditEvents";

  @ArchTest
  static final ArchRule LIBRARY_KNOWS_NO_FUNCTIONS =
      noClasses()
          .that()
          .resideInAPackage(SHARED)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(FUNCTIONS);

  @ArchTest
  static final ArchRule NOTHING_DEPLOYED_KNOWS_THE_LOCAL_PLATFORM =
      noClasses()
          .that()
          .resideInAnyPackage(FUNCTIONS, SHARED)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(LOCAL);

  @ArchTest
  static final ArchRule AZURE_SDKS_STAY_IN_THEIR_PACKAGES =
      noClasses()
          .that(
              resideInAPackage(SHARED)
                  .and(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          resideInAnyPackage(
                              "io.artistos.shared.cosmos",
                              "io.artistos.shared.queue",
                              "io.artistos.shared.blob",
                              "io.artistos.shared.crypto"))))
          .or(
              resideInAPackage(FUNCTIONS)
                  .and(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          resideInAPackage("io.artistos.functions.boot"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.azure.core..",
              "com.azure.cosmos..",
              "com.azure.identity..",
              "com.azure.security..",
              "com.azure.storage..");

  @ArchTest
  static final ArchRule RESEND_STAYS_IN_MAIL =
      noClasses()
          .that()
          .resideInAnyPackage(FUNCTIONS, SHARED)
          .and()
          .resideOutsideOfPackage("io.artistos.shared.mail")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.resend..");

  @ArchTest
  static final ArchRule ONE_CLASS_READS_THE_ENVIRONMENT =
      noClasses()
          .that()
          .resideInAnyPackage(FUNCTIONS, SHARED)
          .and()
          .doNotBelongToAnyOf(Settings.class)
          .should(callMethod(System.class, "getenv"))
          .orShould(callMethod(System.class, "getenv", String.class))
          .orShould(callMethod(System.class, "getProperty", String.class))
          .orShould(callMethod(System.class, "getProperty", String.class, String.class));

  @ArchTest
  static final ArchRule TIME_COMES_FROM_A_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(FUNCTIONS, SHARED)
          .should(callMethod(java.time.Instant.class, "now"))
          .orShould(callMethod(System.class, "currentTimeMillis"))
          .orShould(callMethod(java.time.LocalDate.class, "now"));

  @ArchTest
  static final ArchRule NO_STATIC_MUTABLE_STATE =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(FUNCTIONS, SHARED)
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("io.artistos.shared.templates..")
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule NO_FIELD_INJECTION =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(FUNCTIONS, SHARED)
          .should(haveNoInjectAnnotation());

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices()
          .matching("io.artistos.shared.(*)..")
          .should()
          .beFreeOfCycles()
          // A compiled template knows the model of the package it was written for.
          .ignoreDependency(resideInAPackage("io.artistos.shared.templates.."), alwaysTrue());

  @ArchTest
  static final ArchRule EVERY_HTTP_FUNCTION_SAYS_WHO_MAY_CALL_IT =
      methods().that().areAnnotatedWith(FunctionName.class).should(declareTheirCallers());

  @ArchTest
  static final ArchRule A_CLASS_PER_TRIGGER_NAMED_LIKE_IT =
      methods().that().areAnnotatedWith(FunctionName.class).should(beNamedLikeTheirClass());

  /** The purge, which goes over all containers, names none of them. */
  @ArchTest
  static final ArchRule ONE_CLASS_REACHES_THE_AUDIT_LOG =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(AUDIT_EVENTS)
          .and()
          .doNotBelongToAnyOf(Containers.class)
          .should()
          .accessField(Containers.class, "ACTIVITY");

  @ArchTest
  static final ArchRule THE_AUDIT_LOG_IS_ONLY_EVER_ADDED_TO =
      classes()
          .that()
          .haveFullyQualifiedName(AUDIT_EVENTS)
          .should()
          .onlyCallMethodsThat(
              describe(
                  "add or read",
                  (JavaMethod method) ->
                      !method.getOwner().isEquivalentTo(TenantItems.class)
                          || Set.of("in", "create", "query", "count").contains(method.getName())));

  @ArchTest
  static final ArchRule STORES_ARE_REACHED_THROUGH_A_TENANT =
      classes()
          .that()
          .haveSimpleName("Items")
          .and()
          .resideInAPackage("io.artistos.shared.cosmos")
          .should()
          .notBePublic();

  private static ArchCondition<JavaMethod> declareTheirCallers() {
    return new ArchCondition<>("carry @CalledBy if and only if they are HTTP functions") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean http =
            Arrays.stream(method.reflect().getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(HttpTrigger.class));
        boolean declared = method.isAnnotatedWith(CalledBy.class);
        boolean permitted = !declared || well(method.getAnnotationOfType(CalledBy.class));
        events.add(
            new SimpleConditionEvent(
                method,
                http == declared && permitted,
                method.getFullName() + ": declared " + declared + ", well " + permitted));
      }
    };
  }

  /**
   * Calls to an artist's pages are limited by artist, so each such function says whose they are.
   */
  @ArchTest
  static final ArchRule WHAT_ANYBODY_CALLS_BY_SLUG_SAYS_SO =
      methods().that().areAnnotatedWith(CalledBy.class).should(nameTheirSlugs());

  private static ArchCondition<JavaMethod> nameTheirSlugs() {
    return new ArchCondition<>("name the slug in their route if and only if anybody may call") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        CalledBy declared = method.getAnnotationOfType(CalledBy.class);
        boolean bySlug =
            declared.value() == Caller.PUBLIC
                && Arrays.stream(method.reflect().getParameters())
                    .map(parameter -> parameter.getAnnotation(HttpTrigger.class))
                    .anyMatch(http -> http != null && http.route().contains("{slug}"));
        events.add(
            new SimpleConditionEvent(
                method,
                declared.slug().equals(bySlug ? "slug" : ""),
                method.getFullName() + ": slug " + declared.slug()));
      }
    };
  }

  private static boolean well(CalledBy declared) {
    boolean forMembers = declared.value() == Caller.MEMBER;
    boolean feature =
        declared.feature().isEmpty()
            || (forMembers && Feature.find(declared.feature()).isPresent());
    return feature && declared.needs().length == (forMembers ? 1 : 0);
  }

  private static ArchCondition<JavaMethod> beNamedLikeTheirClass() {
    return new ArchCondition<>("be the only function of a final class of the same name") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        JavaClass owner = method.getOwner();
        String name = method.getAnnotationOfType(FunctionName.class).value();
        long functions =
            owner.getMethods().stream().filter(m -> m.isAnnotatedWith(FunctionName.class)).count();
        boolean good =
            owner.getSimpleName().equals(name)
                && functions == 1
                && owner.getModifiers().contains(JavaModifier.FINAL);
        events.add(new SimpleConditionEvent(method, good, method.getFullName() + " as " + name));
      }
    };
  }

  private static ArchCondition<JavaField> haveNoInjectAnnotation() {
    return new ArchCondition<>("not be injected") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean injected =
            field.getAnnotations().stream()
                .anyMatch(a -> a.getRawType().getSimpleName().matches("Inject|Autowired|Resource"));
        events.add(new SimpleConditionEvent(field, !injected, field.getFullName()));
      }
    };
  }
}
