import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Asks Spark the SQL that is in files, and writes the rows of each answer beside it, under its name with {@code .rows}; run as
 * it is, with Spark's libraries on the class path.
 */
public final class Question {
    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 1)
                .getOrCreate();
        for (String file : arguments) {
            String sql = Files.readString(Path.of(file)).strip().replaceFirst(";$", "");
            List<String> rows = spark.sql(sql).collectAsList().stream().map(row -> row.mkString(" ")).toList();
            Files.write(Path.of(file + ".rows"), rows);
        }
        spark.stop();
    }
}
