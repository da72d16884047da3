/*
 * The limit: what a first search costs with nothing around DuckDB. Runs the statements of a file, which lines with
 * nothing but a semicolon separate, and prints the rows of the last one as JSON.
 *
 *     limit STATEMENTS
 *
 * With LISTEN_FDS=1 it takes the listening socket in descriptor 3, answers one HTTP request with that JSON, and ends.
 * Columns may be VARCHAR, VARCHAR[], INTEGER, BOOLEAN and TIMESTAMPTZ. The few functions of DuckDB's C API that it needs
 * are declared here, so that it builds without DuckDB's header.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef uint64_t idx_t;
typedef struct { void *internal; } *duckdb_database, *duckdb_connection, *duckdb_vector, *duckdb_data_chunk;
typedef struct {
    idx_t column_count, row_count, rows_changed;
    void *columns;
    char *error_message;
    void *internal_data;
} duckdb_result;
typedef struct {
    union {
        struct { uint32_t length; char prefix[4]; char *text; } pointer;
        struct { uint32_t length; char text[12]; } inlined;
    } value;
} duckdb_string_t;
typedef struct { uint64_t offset, length; } duckdb_list_entry;
enum { DUCKDB_BOOLEAN = 1, DUCKDB_INTEGER = 4, DUCKDB_VARCHAR = 17, DUCKDB_LIST = 24, DUCKDB_TIMESTAMP_TZ = 31 };

int duckdb_open(const char *path, duckdb_database *database);
int duckdb_connect(duckdb_database database, duckdb_connection *connection);
int duckdb_query(duckdb_connection connection, const char *query, duckdb_result *result);
void duckdb_destroy_result(duckdb_result *result);
const char *duckdb_result_error(duckdb_result *result);
const char *duckdb_column_name(duckdb_result *result, idx_t column);
int duckdb_column_type(duckdb_result *result, idx_t column);
idx_t duckdb_column_count(duckdb_result *result);
duckdb_data_chunk duckdb_fetch_chunk(duckdb_result result);
void duckdb_destroy_data_chunk(duckdb_data_chunk *chunk);
idx_t duckdb_data_chunk_get_size(duckdb_data_chunk chunk);
duckdb_vector duckdb_data_chunk_get_vector(duckdb_data_chunk chunk, idx_t column);
void *duckdb_vector_get_data(duckdb_vector vector);
uint64_t *duckdb_vector_get_validity(duckdb_vector vector);
bool duckdb_validity_row_is_valid(uint64_t *validity, idx_t row);
duckdb_vector duckdb_list_vector_get_child(duckdb_vector vector);

static void fail(const char *what) {
    fprintf(stderr, "limit: %s\n", what);
    exit(1);
}

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        fail(path);
    }
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (fread(text, 1, size, file) != (size_t) size) {
        fail(path);
    }
    text[size] = 0;
    fclose(file);
    return text;
}

static void print_text(FILE *out, duckdb_string_t *string) {
    uint32_t length = string->value.inlined.length;
    const char *text = length <= 12 ? string->value.inlined.text : string->value.pointer.text;
    putc('"', out);
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = text[i];
        if (c == '"' || c == '\\') {
            putc('\\', out);
            putc(c, out);
        } else if (c < 0x20) {
            fprintf(out, "\\u%04x", c);
        } else {
            putc(c, out);
        }
    }
    putc('"', out);
}

static void print_time(FILE *out, int64_t micros) {
    int64_t fraction = (micros % 1000000 + 1000000) % 1000000;
    time_t seconds = (micros - fraction) / 1000000;
    struct tm utc;
    char text[32];
    gmtime_r(&seconds, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    fprintf(out, "\"%s.%06dZ\"", text, (int) fraction);
}

static void print_list(FILE *out, duckdb_vector vector, idx_t row) {
    duckdb_list_entry entry = ((duckdb_list_entry *) duckdb_vector_get_data(vector))[row];
    duckdb_string_t *items = duckdb_vector_get_data(duckdb_list_vector_get_child(vector));
    putc('[', out);
    for (uint64_t i = 0; i < entry.length; i++) {
        if (i > 0) {
            putc(',', out);
        }
        print_text(out, items + entry.offset + i);
    }
    putc(']', out);
}

static void print_value(FILE *out, duckdb_vector vector, int type, idx_t row) {
    void *data = duckdb_vector_get_data(vector);
    if (!duckdb_validity_row_is_valid(duckdb_vector_get_validity(vector), row)) {
        fputs("null", out);
        return;
    }
    switch (type) {
        case DUCKDB_BOOLEAN: fputs(((bool *) data)[row] ? "true" : "false", out); break;
        case DUCKDB_INTEGER: fprintf(out, "%d", ((int32_t *) data)[row]); break;
        case DUCKDB_VARCHAR: print_text(out, (duckdb_string_t *) data + row); break;
        case DUCKDB_LIST: print_list(out, vector, row); break;
        case DUCKDB_TIMESTAMP_TZ: print_time(out, ((int64_t *) data)[row]); break;
        default: fail("a column of another type");
    }
}

static void print_rows(FILE *out, duckdb_result *result) {
    const char *separator = "{\"results\":[";
    duckdb_data_chunk chunk;
    while ((chunk = duckdb_fetch_chunk(*result))) {
        for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); row++) {
            fputs(separator, out);
            for (idx_t column = 0; column < duckdb_column_count(result); column++) {
                fprintf(out, "%s\"%s\":", column == 0 ? "{" : ",", duckdb_column_name(result, column));
                print_value(out, duckdb_data_chunk_get_vector(chunk, column), duckdb_column_type(result, column), row);
            }
            putc('}', out);
            separator = ",";
        }
        duckdb_destroy_data_chunk(&chunk);
    }
    fputs(separator[0] == ',' ? "]}" : "{\"results\":[]}", out);
}

static void run(FILE *out, char *statements) {
    duckdb_database database;
    duckdb_connection connection;
    if (duckdb_open(NULL, &database) != 0 || duckdb_connect(database, &connection) != 0) {
        fail("DuckDB does not open");
    }
    while (statements) {
        char *end = strstr(statements, "\n;\n");
        if (end) {
            *end = 0;
        }
        duckdb_result result;
        if (duckdb_query(connection, statements, &result) != 0) {
            fail(duckdb_result_error(&result));
        }
        statements = end ? end + 3 : NULL;
        if (!statements) {
            print_rows(out, &result);
        }
        duckdb_destroy_result(&result);
    }
}

static void answer(char *statements) {
    char request[65536];
    int connection = accept(3, NULL, NULL);
    if (connection < 0 || read(connection, request, sizeof request) <= 0) {
        fail("no request");
    }
    char *body = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&body, &length);
    run(memory, statements);
    fclose(memory);
    dprintf(connection, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", length);
    for (size_t sent = 0; sent < length;) {
        ssize_t part = write(connection, body + sent, length - sent);
        if (part <= 0) {
            fail("write");
        }
        sent += part;
    }
    close(connection);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fail("usage: limit STATEMENTS");
    }
    char *statements = read_file(argv[1]);
    if (getenv("LISTEN_FDS")) {
        answer(statements);
    } else {
        run(stdout, statements);
        fflush(stdout);
    }
    /* At once, as a program that has nothing to save does. */
    _exit(0);
}
