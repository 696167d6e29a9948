import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a tenant's stream and prints each event once: its id, its type, its key and its JSON, between tabs.
 *
 * <p>java -cp 'target/dependency/*' ReadStream.java BROKERS TOPIC GROUP [COUNT]
 *
 * <p>A partner's group must begin with partner.&lt;tenant&gt;. where an ACL fences it. With COUNT it ends after so many events.
 */
public final class ReadStream {
  public static void main(String[] given) {
    int count = given.length > 3 ? Integer.parseInt(given[3]) : Integer.MAX_VALUE;
    // Delivery is at least once. A real reader keeps the ids where it keeps what it made of the events.
    Set<String> seen = new HashSet<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings(given[0], given[2]), new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(given[1]));
      while (seen.size() < count) {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(500))) {
          if (seen.add(header(message, "ce_id"))) handle(message);
        }
        // Only now: nothing is passed over when this program dies.
        consumer.commitSync();
      }
    }
  }

  private static Map<String, Object> settings(String brokers, String group) {
    return Map.of(
        "bootstrap.servers", brokers, "group.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", "false");
  }

  private static void handle(ConsumerRecord<String, String> message) {
    System.out.println(
        String.join("\t", header(message, "ce_id"), header(message, "ce_type"), message.key(), message.value()));
  }

  private static String header(ConsumerRecord<String, String> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
