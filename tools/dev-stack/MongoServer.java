import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.List;

/** Serves the MongoDB wire protocol from one file: java -cp 'jars/*' MongoServer.java FILE PORT. */
class MongoServer {
  /** The driver refuses servers that report an older wire version. */
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
    var server = new de.bwaldvogel.mongo.MongoServer(new H2Backend(args[0]).version(REPORTED));
    server.bind("127.0.0.1", Integer.parseInt(args[1]));
    System.out.println("ready");
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
  }
}
