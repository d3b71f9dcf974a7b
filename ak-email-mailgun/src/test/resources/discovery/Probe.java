import io.akemail.spi.EmailProviderFactory;
import java.util.ServiceLoader;

/** Prints the factories that an application finds, each with whether it is in a named module. */
class Probe {
  public static void main(String[] args) {
    for (EmailProviderFactory factory : ServiceLoader.load(EmailProviderFactory.class)) {
      Class<?> type = factory.getClass();
      System.out.println(factory.type() + " " + type.getName() + " " + type.getModule().isNamed());
    }
  }
}
