/**
 * A recording for `./skytrove demo --replay`: made-up posts of made-up accounts over some days, the same every time, with the
 * rhythm of a day and one evening on which many look at the sky; and posts that a stranger might write to do harm.
 */

const HOUR = 3_600_000;
export const FIRST = Date.UTC(2025, 5, 2);

/** Small, good enough, and the same everywhere (Mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
const NAMES = [
  ...["amber", "birch", "cinder", "delta", "ember", "fjord", "grove", "harbor", "indigo", "juniper"],
  ...["kelp", "lumen", "marsh", "nimbus", "orbit", "prairie", "quartz", "ridge", "saffron", "tundra"],
  ...["umber", "valley", "willow", "yarrow", "zephyr", "basalt", "cobalt", "dune", "estuary", "fern"],
];

interface Language {
  readonly code: string;
  readonly weight: number;
  readonly openings: readonly string[];
  readonly subjects: readonly string[];
  readonly endings: readonly string[];
  readonly sky: string;
}

const LANGUAGES: readonly Language[] = [
  {
    code: "en",
    weight: 10,
    openings: ["Worth reading:", "This morning", "I keep thinking about", "Slowly", "For the record,", "New chart:"],
    subjects: [
      "solar power",
      "the wind over the estuary",
      "rail timetables",
      "a field guide to mosses",
      "tide tables",
      "heat pumps",
    ],
    endings: [
      "and it is better than expected.",
      "— numbers below.",
      "after the rain.",
      "in one small town.",
      "don’t miss it.",
    ],
    sky: "The aurora is over our street, green and very still.",
  },
  {
    code: "de",
    weight: 4,
    openings: ["Heute früh", "Lesenswert:", "Noch einmal", "Kurz gesagt:"],
    subjects: ["Solarstrom", "der Radweg an der Hauptstraße", "die Gezeiten", "ein Kahn auf der Elbe"],
    endings: ["und niemand merkt es.", "nach dem Regen.", "mit Zahlen.", "in einer kleinen Stadt."],
    sky: "Polarlicht über der Straße, ganz grün.",
  },
  {
    code: "pt",
    weight: 3,
    openings: ["Hoje cedo", "Vale ler:", "Outra vez"],
    subjects: ["energia solar", "o vento no estuário", "as marés", "um caderno de campo"],
    endings: ["depois da chuva.", "em números.", "numa cidade pequena."],
    sky: "Aurora no céu desta noite, quem diria.",
  },
  {
    code: "ja",
    weight: 3,
    openings: ["今朝は", "読みもの：", "もう一度、"],
    subjects: ["太陽光発電", "潮の満ち引き", "ガンダムの模型", "駅までの道"],
    endings: ["雨のあとで。", "数字で見る。", "小さな町の話。"],
    sky: "オーロラが見えます。空が緑色です。",
  },
  {
    code: "ar",
    weight: 1,
    openings: ["هذا الصباح", "للقراءة:"],
    subjects: ["الطاقة الشمسية", "حركة المد", "الريح فوق الخليج"],
    endings: ["بعد المطر.", "بالأرقام."],
    sky: "الشفق فوق المدينة، أخضر وهادئ.",
  },
];

const TAGS = ["energy", "birds", "maps", "photography", "trains", "weather", "books", "opendata"];
const SITES = [
  "news.example.com",
  "tides.example.org",
  "atlas.example.net",
  "journal.example.edu",
  "video.example.com",
];

export interface Recording {
  readonly lines: readonly string[];
  readonly posts: number;
}

interface PostRecord {
  text: string;
  createdAt: string;
  langs?: string[];
  facets?: unknown[];
  embed?: unknown;
  tags?: string[];
  reply?: unknown;
}

class Recorder {
  readonly lines: string[] = [];
  posts = 0;
  private number = 0;
  private readonly dids: string[];

  constructor(readonly chance: () => number) {
    this.dids = NAMES.map(
      () => `did:plc:${Array.from({ length: 24 }, () => BASE32[Math.floor(chance() * 32)]).join("")}`,
    );
  }

  accounts(time: number): void {
    NAMES.forEach((name, index) => {
      const did = this.did(index);
      const when = new Date(time).toISOString();
      this.add(did, time, "identity", { did, handle: `${name}.example.com`, seq: index + 1, time: when });
    });
  }

  did(index: number): string {
    return this.dids[index % this.dids.length] ?? "";
  }

  /** The key of the post. */
  post(author: number, time: number, record: PostRecord): string {
    this.posts++;
    const key = this.key(time);
    this.add(this.did(author), time, "commit", {
      rev: this.key(time),
      operation: "create",
      collection: "app.bsky.feed.post",
      rkey: key,
      record: { $type: "app.bsky.feed.post", ...record },
      cid: `bafyrei${key}`,
    });
    return key;
  }

  remove(author: number, time: number, key: string): void {
    const rev = this.key(time);
    const collection = "app.bsky.feed.post";
    this.add(this.did(author), time, "commit", { rev, operation: "delete", collection, rkey: key });
  }

  /** As the network makes keys (TIDs): the time in microseconds, then ten bits, in 13 characters that ascend. */
  private key(time: number): string {
    let rest = (BigInt(time) * 1000n + BigInt(this.number % 1000)) * 1024n + BigInt(this.number++ % 1024);
    let key = "";
    for (let place = 0; place < 13; place++) {
      key = `${"234567abcdefghijklmnopqrstuvwxyz"[Number(rest % 32n)]}${key}`;
      rest /= 32n;
    }
    return key;
  }

  private add(did: string, time: number, kind: string, content: unknown): void {
    this.lines.push(JSON.stringify({ did, time_us: time * 1000 + (this.number % 1000), kind, [kind]: content }));
  }
}

function pick<T>(from: readonly T[], chance: () => number): T {
  return from[Math.floor(chance() * chance() * from.length)] as T;
}

function language(chance: () => number): Language {
  const all = LANGUAGES.flatMap((one) => Array.from({ length: one.weight }, () => one));
  return all[Math.floor(chance() * all.length)] as Language;
}

function facet(text: string, part: string, feature: Record<string, string>): unknown {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(part)));
  return { index: { byteStart, byteEnd: byteStart + Buffer.byteLength(part) }, features: [feature] };
}

function ordinary(recorder: Recorder, time: number, sky: boolean): PostRecord {
  const { chance } = recorder;
  const spoken = language(chance);
  let text = sky
    ? spoken.sky
    : `${pick(spoken.openings, chance)} ${pick(spoken.subjects, chance)} ${pick(spoken.endings, chance)}`;
  const facets: unknown[] = [];
  const record: PostRecord = { text, createdAt: new Date(time - 800).toISOString(), langs: [spoken.code] };
  if (sky || chance() < 0.3) {
    const tag = sky ? "aurora" : pick(TAGS, chance);
    text += ` #${tag}`;
    facets.push(facet(text, `#${tag}`, { $type: "app.bsky.richtext.facet#tag", tag }));
  }
  if (chance() < 0.2) {
    const shown = `${pick(SITES, chance)}/2025/${Math.floor(chance() * 900 + 100)}`;
    text += ` ${shown}`;
    facets.push(facet(text, shown, { $type: "app.bsky.richtext.facet#link", uri: `https://${shown}` }));
  }
  if (chance() < 0.08) {
    const mentioned = Math.floor(chance() * NAMES.length);
    const handle = `@${NAMES[mentioned]}.example.com`;
    text += ` ${handle}`;
    facets.push(facet(text, handle, { $type: "app.bsky.richtext.facet#mention", did: recorder.did(mentioned) }));
  }
  if (chance() < (sky ? 0.7 : 0.15)) {
    const count = 1 + Math.floor(chance() * 4);
    record.embed = {
      $type: "app.bsky.embed.images",
      images: Array.from({ length: count }, () => ({ alt: "", image: {} })),
    };
  }
  return { ...record, text, facets };
}

/** What strangers write to be more than text. Every one has the word `hostile`. */
export const HOSTILE: readonly string[] = [
  `hostile <img src=x onerror="document.title='owned'"> <script>document.title='owned'</script> &lt;b&gt;`,
  "hostile \u202egnp.exe\u202c and \u2067isolated without an end, \u202ethen what follows is reversed",
  `hostile ${"🏳️‍🌈👩‍👩‍👧‍👦".repeat(70)}`,
  `hostile ${"Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034d".repeat(40)}`,
  `hostile ${"unbroken".repeat(150)}`,
];

function hostile(recorder: Recorder, end: number): void {
  HOSTILE.forEach((text, index) => {
    recorder.post(index, end + index * 1000, {
      text,
      createdAt: new Date(end + index * 1000).toISOString(),
      langs: ["en"],
    });
  });
  const text = "hostile link https://good.example.com and #\u202egat";
  recorder.post(7, end + 9000, {
    text,
    createdAt: new Date(end + 9000).toISOString(),
    langs: ["en", "<b>xx</b>"],
    tags: ["\u202egat", '"><svg onload=alert(1)>'],
    facets: [
      facet(text, "https://good.example.com", {
        $type: "app.bsky.richtext.facet#link",
        uri: "javascript:document.title='owned'",
      }),
    ],
    embed: {
      $type: "app.bsky.embed.external",
      external: { uri: "https://evil.example.org/\u202emoc", title: "x", description: "x" },
    },
  });
}

/** What {@link takenBack} says. Nobody finds it but in a snapshot of before. */
const REGRETTED = "Regretted at once: the aurora was a street lamp.";

function takenBack(recorder: Recorder, end: number): void {
  const record = { text: REGRETTED, createdAt: new Date(end).toISOString(), langs: ["en"] };
  recorder.remove(3, end + 2000, recorder.post(3, end, record));
}

/** How many post in an hour of the day, UTC. */
function rhythm(hour: number): number {
  return 0.45 + 0.55 * Math.max(0, Math.sin(((hour - 6) / 24) * 2 * Math.PI));
}

/** So many days from {@link FIRST} on, about so many posts at noon. */
export function recording(days: number, atNoon: number): Recording {
  const recorder = new Recorder(random(7));
  const { chance } = recorder;
  recorder.accounts(FIRST + 1000);
  const aurora = Math.floor(days * 0.6) * 24 + 20;
  for (let hour = 0; hour < days * 24; hour++) {
    const count = Math.round(atNoon * rhythm(hour % 24) * (0.85 + 0.3 * chance()));
    const excited =
      hour >= aurora && hour < aurora + 8 ? Math.round(atNoon * 0.8 * Math.exp(-(hour - aurora - 1) / 3)) : 0;
    for (let index = 0; index < count + excited; index++) {
      const time = FIRST + hour * HOUR + 2000 + Math.floor((index / (count + excited)) * (HOUR - 4000));
      const author = Math.floor(chance() * chance() * NAMES.length);
      recorder.post(author, time, ordinary(recorder, time, index >= count || chance() < 0.01));
    }
  }
  takenBack(recorder, FIRST + days * 24 * HOUR - 20_000);
  hostile(recorder, FIRST + days * 24 * HOUR - 15_000);
  return { lines: recorder.lines, posts: recorder.posts };
}
