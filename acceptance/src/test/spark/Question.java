import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Asks Spark what is in a file, and prints the rows; run as it is, with Spark's libraries on the class path. */
public final class Question {
    public static void main(String[] arguments) throws Exception {
        String sql = Files.readString(Path.of(arguments[0])).strip().replaceFirst(";$", "");
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 1)
                .getOrCreate();
        for (Row row : spark.sql(sql).collectAsList()) {
            System.out.println(row.mkString(" "));
        }
        spark.stop();
    }
}
