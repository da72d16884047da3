package dev.skytrove.simulator.generator;

import java.util.List;

/** The languages of the network, with words and syllables enough to tell them from each other. */
final class Languages {
    private static final List<String> STOPS = List.of(".", ".", "", "!", "?", "...", ".", " :)", "…", "!!");
    private static final List<String> EAST_ASIAN_STOPS = List.of("。", "", "！", "…", "？", "w", "〜");

    private final List<Language> all = List.of(
            spaced("en", 580, """
                    the to a and of is that in I you for it with this on are be about have at not was but my as like \
                    we so an just people who if they from by your all i can what or do more when me out one will get \
                    it's up how has don't no now new their would been I'm there time our some think had good his than \
                    see even really because know her should he she them really much into still only back being today \
                    make here love other way going over any want also go first something then most look most year us \
                    great work thing day never too last every those read right need after did could its very where \
                    got before things best post made always better actually someone lot that's years being little life \
                    book world say feel these part long off two game show hope another big through down old can't find \
                    same art keep use while again live watch getting morning thank week night help few maybe happy \
                    around next doing government home point hard start stuff everyone makes sure many house free own \
                    nice cat real water fun coffee rain music city garden window letter friend bread story city \
                    question answer release train river winter summer market without under between bridge museum \
                    thunder kitchen bicycle library mountain cloud battery keyboard server database compiler queue""", """
                    s t r b c d m p l f n w h st tr pr gr sp fl br cl pl dr sh ch th k g v str cr bl j qu y sc sw sk gl
                    e a i o u e a i o ea ou oo ai ee ie ay ow au oi
                    _ n r t _ l s nd st ck m ng p ll ss rd nt ct k d x ft mp rt sh b g
                    _ _ _ s _ ing _ ed e er ly y ion al s's ment able ity ness ous ist ful"""),
            joined("ja", 170, """
                    の は が に を と て で も た です 今日 から ない まで した って 私 ます 猫 犬 朝 雨 好き 仕事 電車 夕方 空 明日 また 友達 本 新しい 少し \
                    寒い 花 駅前 写真 音楽 散歩 帰る 楽しい ゲーム 週末 ゆっくり 休む コーヒー 手紙 窓 料理 読む 会う きれい だった なんか やっぱり ありがとう""", """
                    日 人 年 大 本 中 出 時 生 気 見 分 前 話 間 新 手 来 知 思 場 物 国 何 行 作 心 車 家 食 店 小 高 今 楽 安 東 山 白 朝 海 花 春 音 雨 \
                    道 屋 町 色 電 駅 湯 夜 星 森 川 橋 鳥 魚 木 石 光 風 雪 夏 秋 冬 空 紙 絵 歌 声 耳 目 口 足 体 頭 顔 力 火 土 水 金 月 曜 週 朗 若 古 \
                    旧 長 短 強 弱 赤 青 黒 緑 紅 茶 米 麦 豆 酒 菓 糖 塩 味 香 甘 辛 苦 酸 冷 温 熱 暑 寒 涼 晴 曇 雷 嵐 波 港 島 岸 浜 湖 池 沼 谷 原 野 \
                    畑 庭 門 窓 壁 床 机 椅 棚 箱 袋 鍵 傘 靴 服 帽 布 糸 針 鏡 時 計
                    _ _ _ ア イ リ ラ ン ス ト ル ー カ シ コ マ ド ク フ タ ロ テ サ キ パ ニ ミ ネ ゴ バ
                    _ _ _ 会 学 子 的 事 所 地 ン ー ス ト 部 員 書 品 館 線 料 室 度 者 力 先 方
                    _ _ の を が は に で と も する した い な って から だ ました けど ください じゃん かな"""),
            spaced("pt", 60, """
                    o que de a e do da em um para é com não uma os no se na por mais as eu dos como mas foi ao ele das \
                    tem à seu sua ou ser quando muito há já está também só pelo isso ela entre era depois sem mesmo aos \
                    hoje ontem amanhã sempre nunca quase café chuva praia janela cidade ponte música livro amigo \
                    vizinha cozinha bicicleta estrada montanha nuvem história pergunta resposta sim porque pouco \
                    bonito cansado feliz frio quente vou quero preciso gosto tarde noite manhã açúcar coração avó pão""", """
                    c p t m d s r l f b n v g pr tr j ch qu br gr cr pl fl lh nh z h x dr
                    a o e i u a o e ei ão io ia á é ó ê ou ai ui ão
                    _ _ r s n m l z
                    _ o a s r do as os mente ção da ndo dade inho eiro ável"""),
            spaced("es", 60, """
                    de la que el en y a los se no un por con una su para es al lo como más o pero sus le ha me si sin \
                    sobre este ya entre cuando todo esta ser son dos también fue había era muy hasta desde mi porque \
                    hoy ayer mañana siempre nunca casi lluvia playa ventana ciudad puente canción libro amiga vecino \
                    cocina bicicleta camino montaña nube reloj historia pregunta respuesta sí mucho poco bonito \
                    cansada feliz frío calor voy quiero necesito perdí gusta tarde noche corazón abuela pan niño""", """
                    c p t m d s r l f b n v g pr tr j ch qu br gr cr pl fl ll ñ z h x dr
                    a o e i u a o e ie ue ia io á é í ó ai ua
                    _ _ r s n l d z
                    _ o a s r do as os mente ción da ndo dad ito ero able"""),
            spaced("de", 55, """
                    die der und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden \
                    aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur \
                    oder aber vor zur bis mehr durch man sein wurde ich wir heute gestern morgen immer nie fast Regen \
                    Fenster Stadt Brücke Lied Buch Freundin Nachbar Küche Fahrrad Straße Berg Wolke Uhr Geschichte \
                    Frage Antwort ja weil wenn viel wenig schön müde glücklich kalt warm will brauche mag ohne Abend""", """
                    s b g v h w m d f k l n r st t sch p z tr br gr fr kl bl schl schw pr spr str fl kn pf j ch
                    e a i u o ei e a ie au eu ä ü ö ee aa
                    _ n r l ch nd st t ng m s ss ck rt f tz lt cht b g mpf
                    en e er _ t ung te lich es keit isch heit los bar tum"""),
            spaced("ko", 25, """
                    그 이 오늘 어제 내일 항상 거의 너무 진짜 그냥 나는 내가 커피 비가 바다 창문 도시 다리 노래 책을 친구 이웃 부엌 자전거 길 산 구름 시계 연필 이야기 질문 \
                    대답 하지만 그래서 정말 조금 예쁜 피곤한 행복한 추운 따뜻한 저녁 밤 설탕 마음 할머니 빵 사과""", """
                    가 나 다 라 마 사 아 자 하 기 이 시 지 고 도 보 수 우 주 무 부 여 어 저 서 대 내 해 세 제 인 선 전 정 성 영 경 동 장 상 안 산 한 간 관 \
                    원 연 현 문 분 은 을 일 실 물 발 달 말 길 골 들 음 금 심 남 감 밤 집 입 업 국 목 독 옥 학 약 책 백
                    _ 리 지 기 사 이 자 나 구 대 라 미 스 트 드 치 모 니 개 러
                    _ _ 인 원 장 실 물 화 성 회 들 님
                    은 는 이 가 을 를 에 _ 도 로 의 하고 에서 한 했다 하는 네요 까지 습니다 어요"""),
            spaced("fr", 30, """
                    de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec \
                    son je on ou mais comme nous si sa elle tout fait être y sans deux même aussi bien ont peut c'est \
                    vous leur ces j'ai aujourd'hui hier demain toujours jamais presque pluie fenêtre ville pont chanson \
                    livre amie voisin cuisine vélo route montagne nuage histoire question réponse non oui parce quand \
                    beaucoup peu joli fatigué heureuse froid chaud veux cherche trouve soir nuit cœur pain été forêt""", """
                    c p m d s t r l f b v n g pr tr ch j qu br gr cr pl fl bl dr l' d' h vr
                    e a i o é ou ai u an on en è oi eu au ui ê io ien
                    _ _ r s t l n m x c
                    _ e es s er ent é ment tion eur able aire ique ant ité euse"""),
            spaced("tr", 20, """
                    bir ve bu da de için çok ne ile o ama gibi daha var ben en kadar sonra değil mi olan her ya bugün \
                    dün yarın zaman asla kahve yağmur deniz pencere şehir köprü şarkı kitap arkadaş komşu mutfak \
                    bisiklet yol dağ bulut saat kalem hikâye soru cevap evet çünkü az güzel yorgun mutlu soğuk sıcak \
                    istiyorum buldum akşam gece şeker kalp ekmek elma ışık""", """
                    k b y s d t g m h ç ş n v p r z l c f ğ
                    a e i ı u o ü ö a e
                    _ r n l k m t s z ş y
                    _ lar ler da de ı i im in yor dı di lık mak mek dan sız"""));

    /** One of them, the common ones more often. */
    Language of(Dice dice) {
        int roll = dice.below(1000);
        for (Language language : all) {
            roll -= language.perMille();
            if (roll < 0) {
                return language;
            }
        }
        return all.getFirst();
    }

    private static Language spaced(String code, int perMille, String common, String syllables) {
        return new Language(code, perMille, 290, " ", STOPS, lexicon(common, syllables));
    }

    /** Without spaces between words; a text says as much in fewer characters. */
    private static Language joined(String code, int perMille, String common, String syllables) {
        return new Language(code, perMille, 150, "", EAST_ASIAN_STOPS, lexicon(common, syllables));
    }

    private static Lexicon lexicon(String common, String syllables) {
        return new Lexicon(List.of(common.split(" ", -1)), Syllables.parse(syllables));
    }
}
