// The peer: the same search as a server in Node, with Fastify. Runs the statements of a file, which lines with nothing
// but a semicolon separate, and answers with the rows of the last one. Takes the socket in descriptor 3 where there is
// LISTEN_FDS, else a free port.
import { DuckDBInstance } from '@duckdb/node-api';
import Fastify from 'fastify';
import { readFileSync } from 'node:fs';

const statements = readFileSync(process.argv[2], 'utf8').split('\n;\n');
const settings = statements.filter((sql) => sql.startsWith('SET '));
const search = statements.slice(settings.length);

// At start, as the function does it.
const instance = await DuckDBInstance.create(':memory:');
const root = await instance.connect();
for (const sql of settings) {
  await root.run(sql);
}

const time = (value) => value === null ? null : String(value).replace(' ', 'T').replace('+00', 'Z');

const fastify = Fastify();
fastify.get('/search', async () => {
  const connection = await instance.connect();
  try {
    for (const sql of search.slice(0, -1)) {
      await connection.run(sql);
    }
    const reader = await connection.runAndReadAll(search.at(-1));
    const results = reader.getRowObjectsJson().map((row) => ({
      ...row,
      created_at: time(row.created_at),
      indexed_at: time(row.indexed_at),
      sort_at: time(row.sort_at),
    }));
    return { results };
  } finally {
    connection.closeSync();
  }
});

await fastify.ready();
const listening = () => console.log(`http://127.0.0.1:${fastify.server.address().port}`);
if (process.env.LISTEN_FDS) {
  fastify.server.listen({ fd: 3 }, listening);
} else {
  fastify.server.listen({ host: '127.0.0.1', port: 0 }, listening);
}
process.on('SIGTERM', () => process.exit(0));
