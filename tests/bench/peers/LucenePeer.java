/*
 * Lucene 8 beside Fundstelle: indexes table.tsv and times queries.tsv in one process.
 *
 * usage: LucenePeer index TABLE INDEX THREADS CHAIN [WORDS PATTERNS]
 *        LucenePeer search QUERIES INDEX CHAIN
 *        LucenePeer page QUERIES INDEX CHAIN TABLE
 *
 * CHAIN is "german" (GermanAnalyzer) or "compound": the same filters with
 * HyphenationCompoundWordTokenFilter before the stemmer. "page" first makes an index of TABLE that
 * has six facets as well, three of the release's data and three of words in its text.
 */
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.compound.HyphenationCompoundWordTokenFilter;
import org.apache.lucene.analysis.compound.hyphenation.HyphenationTree;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;
import org.xml.sax.InputSource;

public final class LucenePeer {
    private static final int PASSES = 5;
    private static final int WARM_PASSES = 2;
    private static final double BUFFER_MB = 64;
    private static final String[] FACETS = {"issuer", "year", "month", "first", "second", "third"};

    private LucenePeer() {}

    /** GermanAnalyzer's filters with the compound filter before the stemmer. */
    private static final class CompoundAnalyzer extends Analyzer {
        private final CharArraySet words;
        private final HyphenationTree patterns;

        CompoundAnalyzer(Path words, Path patterns) throws IOException {
            this.words = new CharArraySet(Files.readAllLines(words, StandardCharsets.UTF_8), true);
            this.patterns = HyphenationCompoundWordTokenFilter.getHyphenationTree(
                    new InputSource(patterns.toUri().toString()));
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            TokenStream stream = new LowerCaseFilter(source);
            stream = new StopFilter(stream, GermanAnalyzer.getDefaultStopSet());
            stream = new HyphenationCompoundWordTokenFilter(
                    stream, patterns, words, 5, 3, 15, false);
            stream = new GermanNormalizationFilter(stream);
            return new TokenStreamComponents(source, new GermanLightStemFilter(stream));
        }
    }

    private static Analyzer analyzer(String chain, Path folder) throws IOException {
        if (chain.equals("german")) {
            return new GermanAnalyzer();
        }
        return new CompoundAnalyzer(folder.resolve("words.txt"), folder.resolve("patterns.xml"));
    }

    private static String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder out = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            if (letter == '\\' && i + 1 < field.length()) {
                letter = field.charAt(++i);
                letter = letter == 'n' ? '\n' : letter == 't' ? '\t' : letter;
            }
            out.append(letter);
        }
        return out.toString();
    }

    private static Document document(String line, FacetsConfig config) throws IOException {
        String[] row = line.split("\t", -1);
        String text = unescape(row[3]);
        long day = LocalDate.parse(row[1]).toEpochDay();
        Document document = new Document();
        document.add(new StringField("id", row[0], Field.Store.YES));
        document.add(new StoredField("date", row[1]));
        document.add(new LongPoint("day", day));
        document.add(new NumericDocValuesField("order", day));
        document.add(new StoredField("title", unescape(row[2])));
        document.add(new TextField("text", text, Field.Store.YES));
        if (config == null) {
            return document;
        }
        String[] values = text.split("[^\\p{L}]+");
        String year = row[1].substring(0, 4);
        String month = row[1].substring(0, 7);
        String[] facets = {values[values.length / 2], year, month, values[values.length / 3],
            values[values.length / 4], values[values.length / 5]};
        for (int i = 0; i < FACETS.length; i++) {
            String value = facets[i].isEmpty() ? "-" : facets[i];
            document.add(new SortedSetDocValuesFacetField(FACETS[i], value));
        }
        return config.build(document);
    }

    private static void index(
            Path table, Path path, int threads, Analyzer analyzer, FacetsConfig config)
            throws Exception {
        IndexWriterConfig writing = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(BUFFER_MB);
        try (MMapDirectory directory = new MMapDirectory(path);
                IndexWriter writer = new IndexWriter(directory, writing);
                BufferedReader lines = Files.newBufferedReader(table)) {
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(new Thread(() -> addAll(writer, lines, config)));
            }
            for (Thread worker : workers) {
                worker.start();
            }
            for (Thread worker : workers) {
                worker.join();
            }
            writer.commit();
        }
    }

    private static void addAll(IndexWriter writer, BufferedReader lines, FacetsConfig config) {
        try {
            String line;
            while ((line = next(lines)) != null) {
                writer.addDocument(document(line, config));
            }
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static String next(BufferedReader lines) throws IOException {
        synchronized (lines) {
            return lines.readLine();
        }
    }

    /** The terms of a word: the whole word is the first, its parts follow. */
    private static List<String> terms(Analyzer analyzer, String text) throws IOException {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }

    private static Query phrase(Analyzer analyzer, String words) throws IOException {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        for (String word : words.split(" ")) {
            List<String> terms = terms(analyzer, word);
            if (!terms.isEmpty()) {
                phrase.add(new Term("text", terms.get(0)));
            }
        }
        return phrase.build();
    }

    private static Query query(Analyzer analyzer, String[] row) throws IOException {
        if (row[0].equals("phrase") || row[0].equals("person")) {
            return phrase(analyzer, row[1]);
        }
        BooleanClause.Occur occur =
                row[0].equals("or") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST;
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : row[1].split(" ")) {
            List<String> terms = terms(analyzer, word);
            if (!terms.isEmpty()) {
                all.add(new TermQuery(new Term("text", terms.get(0))), occur);
            }
        }
        if (!row[2].isEmpty()) {
            all.add(LongPoint.newRangeQuery("day", LocalDate.parse(row[2]).toEpochDay(),
                    LocalDate.parse(row[3]).toEpochDay()), BooleanClause.Occur.FILTER);
        }
        return all.build();
    }

    /** Reads title and date of the hits, and for a page snippets and facets. */
    private static final class Asker {
        private final Analyzer analyzer;
        private final IndexSearcher searcher;
        private final UnifiedHighlighter highlighter;
        private final SortedSetDocValuesReaderState facets;
        private final Sort newest = new Sort(new SortField("order", SortField.Type.LONG, true));

        Asker(Analyzer analyzer, IndexSearcher searcher, boolean hasFacets) throws IOException {
            this.analyzer = analyzer;
            this.searcher = searcher;
            this.highlighter = new UnifiedHighlighter(searcher, analyzer);
            this.facets = hasFacets
                    ? new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader()) : null;
        }

        int ask(String[] row) throws IOException {
            Query query = query(analyzer, row);
            TopDocs hits;
            if (facets != null) {
                hits = page(query);
            } else if (row[0].equals("newest")) {
                hits = searcher.search(query, 10, newest);
            } else {
                hits = searcher.search(query, 10);
            }
            int count = 0;
            for (ScoreDoc hit : hits.scoreDocs) {
                Document document = searcher.doc(hit.doc);
                count += document.get("title") != null && document.get("date") != null ? 1 : 0;
            }
            return count;
        }

        private TopDocs page(Query query) throws IOException {
            FacetsCollector collector = new FacetsCollector();
            TopDocs hits = FacetsCollector.search(searcher, query, 10, collector);
            SortedSetDocValuesFacetCounts counts =
                    new SortedSetDocValuesFacetCounts(facets, collector);
            for (String facet : FACETS) {
                counts.getTopChildren(10, facet);
            }
            highlighter.highlight("text", query, hits, 1);
            return hits;
        }
    }

    /** Of this thread, in nanoseconds: what other work on the machine does not disturb. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void search(Path queries, Path path, Analyzer analyzer, String only)
            throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(queries, StandardCharsets.UTF_8)) {
            String[] row = line.split("\t", -1);
            if (only == null ? !row[0].equals("page") : row[0].equals(only)) {
                rows.add(row);
            }
        }
        double[] best = new double[rows.size()];
        int[] found = new int[rows.size()];
        java.util.Arrays.fill(best, Double.MAX_VALUE);
        try (DirectoryReader reader = DirectoryReader.open(new MMapDirectory(path))) {
            Asker asker = new Asker(analyzer, new IndexSearcher(reader), only != null);
            for (int pass = 0; pass < PASSES; pass++) {
                for (int i = 0; i < best.length; i++) {
                    long start = processorTime();
                    found[i] = asker.ask(rows.get(i));
                    double taken = (processorTime() - start) / 1e6;
                    if (pass >= WARM_PASSES) {
                        best[i] = Math.min(best[i], taken);
                    }
                }
            }
        }
        for (int i = 0; i < best.length; i++) {
            System.out.printf(Locale.ROOT, "%s\t%.4f\t%d%n", rows.get(i)[0], best[i], found[i]);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path input = Paths.get(arguments[1]);
        Path path = Paths.get(arguments[2]);
        Path folder = input.toAbsolutePath().getParent();
        if (arguments[0].equals("index")) {
            Analyzer analyzer = analyzer(arguments[4], folder);
            index(input, path, Integer.parseInt(arguments[3]), analyzer, null);
        } else if (arguments[0].equals("search")) {
            search(input, path, analyzer(arguments[3], folder), null);
        } else {
            Analyzer analyzer = analyzer(arguments[3], folder);
            index(Paths.get(arguments[4]), path, 2, analyzer, new FacetsConfig());
            search(input, path, analyzer, "page");
        }
    }
}
