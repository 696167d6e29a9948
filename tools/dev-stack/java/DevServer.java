import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Runs one server of the development stack until its standard input closes, so that it never outlives the process that
 * started it, however that one ends.
 *
 * <pre>
 * DevServer kafka SERVER_PROPERTIES CLUSTER_ID    formats the data folder first when it is new
 * DevServer mongo FILE PORT                       serves the MongoDB wire protocol from one file, or from memory for "-"
 * </pre>
 */
class DevServer {
  /** The MongoDB driver refuses servers that report an older wire version. */
  private static final MongoVersion REPORTED = new MongoVersion() {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }
  };

  public static void main(String[] args) {
    var guard = new Thread(DevServer::exitWithParent, "parent-guard");
    guard.setDaemon(true);
    guard.start();
    switch (args[0]) {
      case "kafka" -> runKafka(args[1], args[2]);
      case "mongo" -> runMongo(args[1], Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException("unknown server: " + args[0]);
    }
  }

  private static void exitWithParent() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.exit(0);
    }
  }

  private static void runKafka(String properties, String clusterId) {
    var format = new String[] {"format", "--ignore-formatted", "-t", clusterId, "-c", properties};
    if (kafka.tools.StorageTool.execute(format, System.out) != 0) System.exit(1);
    kafka.Kafka.main(new String[] {properties});
  }

  private static void runMongo(String file, int port) {
    var server = new MongoServer(new WholeDocumentsBackend(file.equals("-") ? null : file).version(REPORTED));
    server.bind("127.0.0.1", port);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
  }
}
