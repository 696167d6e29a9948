import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;

/**
 * The H2 backend, with reads and writes of one document as atomic as MongoDB's.
 *
 * <p>The library's own collections change a stored document in place and field by field, while an answer that shows this very
 * document may still be on its way to a client. Such a client sees some fields from before an update and others from after
 * it, and where the version is one of the latter, its guarded write undoes what it never saw. Here an update changes a copy
 * and stores that, so a stored document never changes; and making an index waits its turn like everything else.
 *
 * <p>Nor would the library look a document up by its id where the filter asks for anything besides, such as its version: it
 * would read the whole collection. Here, as in MongoDB, the id leads to the document and the rest of the filter judges it.
 */
class WholeDocumentsBackend extends H2Backend {
  /** Without a file, everything is kept in memory alone. */
  WholeDocumentsBackend(String file) {
    super(file);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new Database(name);
  }

  private class Database extends H2Database {
    Database(String name) {
      super(name, getMvStore(), getCursorRegistry());
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
      var fullName = getFullCollectionNamespace(name);
      MVMap<Object, Document> documents = getMvStore().openMap("databases." + fullName);
      MVMap<String, Object> meta = getMvStore().openMap("meta." + fullName);
      return new WholeDocuments(this, name, options, documents, meta, cursorRegistry);
    }
  }

  private static class WholeDocuments extends H2Collection {
    private boolean isUpdating;

    WholeDocuments(
        MongoDatabase database,
        String name,
        CollectionOptions options,
        MVMap<Object, Document> documents,
        MVMap<String, Object> meta,
        CursorRegistry cursors) {
      super(database, name, options, documents, meta, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
        Document filter, Document order, int skip, int limit, int batchSize, Document fields) {
      var ids = new Document(getIdField(), filter.get(getIdField()));
      if (filter.size() > 1 && filter.containsKey(getIdField())) {
        for (var index : getIndexes()) {
          if (index.canHandle(ids)) {
            return matchDocuments(filter, index.getPositions(ids), order, skip, limit, batchSize, fields);
          }
        }
      }
      return super.queryDocuments(filter, order, skip, limit, batchSize, fields);
    }

    @Override
    public synchronized Document updateDocuments(
        Document selector, Document update, ArrayFilters filters, boolean isMulti, boolean isUpsert, Oplog oplog) {
      return updating(() -> super.updateDocuments(selector, update, filters, isMulti, isUpsert, oplog));
    }

    @Override
    public synchronized Document findAndModify(Document query) {
      return updating(() -> super.findAndModify(query));
    }

    private Document updating(Supplier<Document> update) {
      isUpdating = true;
      try {
        return update.get();
      } finally {
        isUpdating = false;
      }
    }

    /** What an update found is what it changes. */
    @Override
    protected QueryResult createQueryResult(List<Document> found, int batchSize) {
      if (!isUpdating) return super.createQueryResult(found, batchSize);
      return super.createQueryResult(found.stream().map(Document::cloneDeeply).toList(), batchSize);
    }

    @Override
    public synchronized void addIndex(Index<Object> index) {
      super.addIndex(index);
    }

    @Override
    public synchronized int count(Document query, int skip, int limit) {
      return super.count(query, skip, limit);
    }
  }
}
