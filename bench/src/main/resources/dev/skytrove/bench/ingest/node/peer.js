// A Jetstream consumer as it is usually written by hand: parses each event, drops those that it has seen lately, and
// appends the others to Redis Streams in pipelines, with the cursor. It waits while too much is on its way.
import Redis from 'ioredis';
import WebSocket from 'ws';

const [redisUrl, jetstreamUrl] = process.argv.slice(2);
const BATCH = 500;
const MOST_PIPELINES = 8;
const MOST_SEEN = 200_000;
const TABLES = {
  'app.bsky.feed.post': 'posts',
  'app.bsky.feed.like': 'likes',
  'app.bsky.feed.repost': 'reposts',
  'app.bsky.graph.follow': 'follows',
  'app.bsky.graph.block': 'blocks',
  'app.bsky.actor.profile': 'profiles',
};

const redis = new Redis(redisUrl);
const seen = new Set();
let batch = [];
let cursor = 0;
let underWay = 0;

function key(event) {
  if (event.kind !== 'commit') return `${event.did}/${event.kind}/${event[event.kind]?.seq}`;
  const { collection, rkey, rev, operation } = event.commit;
  return `${event.did}/${collection}/${rkey}/${rev}/${operation}`;
}

function table(event) {
  if (event.kind !== 'commit') return 'accounts';
  if (event.commit.operation === 'delete') return 'deletes';
  return TABLES[event.commit.collection] ?? 'others';
}

function isNew(event) {
  const name = key(event);
  if (seen.has(name)) return false;
  seen.add(name);
  if (seen.size > MOST_SEEN) seen.delete(seen.values().next().value);
  return true;
}

const socket = new WebSocket(jetstreamUrl, { perMessageDeflate: false });

async function flush() {
  const events = batch;
  batch = [];
  const pipeline = redis.multi();
  for (const [queue, text] of events) pipeline.xadd(queue, '*', 'e', text);
  pipeline.hset('peer:metadata', 'cursor', cursor);
  pipeline.hincrby('peer:metadata', 'count', events.length);
  if (++underWay === MOST_PIPELINES) socket.pause();
  await pipeline.exec();
  if (underWay-- === MOST_PIPELINES) socket.resume();
}

socket.on('message', (data) => {
  const text = data.toString();
  const event = JSON.parse(text);
  cursor = Math.max(cursor, event.time_us);
  if (isNew(event)) batch.push([`peer:${table(event)}:queue`, text]);
  if (batch.length >= BATCH) flush();
});

setInterval(() => batch.length > 0 && flush(), 50);
process.on('SIGTERM', () => process.exit(0));
