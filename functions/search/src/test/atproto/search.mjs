// Asks a server, whose URL is the first argument, as a client of the network does, and prints what the client made of it.
// The client holds every answer against the lexicon and throws where one does not fit.
import { AtpAgent } from '@atproto/api'

const { app } = new AtpAgent({ service: process.argv[2] })

const textsOf = posts => posts.map(post => post.record.text)

/** All posts of a search, part by part, and what the first part says is the total. */
async function walk(search, parameters) {
  const posts = []
  let cursor, total
  do {
    const { data } = await search({ ...parameters, cursor })
    total ??= data.hitsTotal
    posts.push(...data.posts)
    cursor = data.cursor
  } while (cursor)
  return { posts, total }
}

const errorOf = request => request.then(() => null, failed => failed.error)

const searchPosts = parameters => app.bsky.feed.searchPosts(parameters)
const searchPostsV2 = parameters => app.bsky.feed.searchPostsV2(parameters)
const since = '2026-07-04T00:00:00Z'

const { posts, total } = await walk(searchPosts, { q: 'fox', limit: 2, since })
const newer = await walk(searchPostsV2, { query: 'fox', limit: 2, since })
const filtered = await searchPosts({
  q: 'fox', author: 'alice.example', lang: 'en', tag: ['one', 'two'], mentions: 'did:plc:bob', domain: 'example.org',
  url: 'https://example.org/page', sort: 'latest', since: '2026-07-04', until: '2026-07-05'
})
const newerFiltered = await searchPostsV2({
  authors: ['alice.example', 'did:plc:bob'], hashtags: ['one', 'other'], languages: ['en', 'de'], domains: ['example.org'],
  excludeHashtags: ['three'], excludeAuthors: ['did:plc:carol'], excludeReplies: true, allTime: true, sort: 'recent'
})

console.log(JSON.stringify({
  total,
  posts: posts.map(post => `${post.author.handle} ${post.record.text} ${post.indexedAt} ${post.likeCount}`),
  newerTotal: newer.total,
  newer: textsOf(newer.posts),
  filtered: textsOf(filtered.data.posts),
  newerFiltered: textsOf(newerFiltered.data.posts),
  error: await errorOf(searchPosts({ q: '"fox' })),
  newerError: await errorOf(searchPostsV2({ repliesOnly: true, excludeReplies: true }))
}))
