package dev.skytrove.simulator.generator;

import java.util.List;

/**
 * A language that generated posts are written in.
 *
 * @param code its code, as in {@code langs}
 * @param perMille how many posts of a thousand are in it
 * @param space what stands between words
 * @param stop what ends a sentence
 * @param words a few dozen of its words
 */
record Language(String code, int perMille, String space, String stop, List<String> words) {
    /** All shares together are 1,000. */
    private static final List<Language> ALL = List.of(
            language("en", 460, " ", ".", """
                    the a my our this every some no morning evening coffee rain garden train window river winter \
                    summer city market story letter song bread lamp clock friend neighbour kitchen bicycle library \
                    museum harbour bridge mountain cloud thunder mirror ticket blanket teacher painter drummer \
                    editor question answer mistake plan release update battery keyboard printer server database \
                    compiler queue cursor is was will feels looks sounds became finds keeps drops carries opens \
                    closes follows misses loves wants needs knows again slowly quietly never always almost today \
                    tomorrow tonight with without under over between behind after before because and but or while \
                    yellow broken gentle heavy tiny honest early late warm cold curious tired"""),
            language("ja", 200, "", "。", """
                    今日 は 朝 の 雨 が 好き です 猫 と 犬 も 眠い 仕事 終わった 電車 に 乗る 夕方 空 きれい だった 明日 また 会う 友達 から 手紙 届いた 新しい 本 を 読む 台所 \
                    で 料理 する 少し 寒い コーヒー 飲む 窓 開ける 花 咲いた 駅前 パン屋 並んで いる 写真 撮る 音楽 聴きながら 散歩 して 帰る 楽しい ゲーム 週末 ゆっくり 休む"""),
            language("pt", 90, " ", ".", """
                    hoje ontem amanhã sempre nunca quase café chuva praia janela cidade ponte música livro amigo \
                    vizinha cozinha bicicleta estrada montanha nuvem relógio caneta história pergunta resposta não \
                    sim mas porque quando muito pouco bonito cansado feliz frio quente vou quero preciso encontrei \
                    perdi gosto de com sem para pela tarde noite manhã açúcar coração avó pão maçã"""),
            language("es", 80, " ", ".", """
                    hoy ayer mañana siempre nunca casi lluvia playa ventana ciudad puente canción libro amiga \
                    vecino cocina bicicleta camino montaña nube reloj lápiz historia pregunta respuesta no sí pero \
                    porque cuando mucho poco bonito cansada feliz frío calor voy quiero necesito encontré perdí me \
                    gusta con sin para por la tarde noche azúcar corazón abuela pan manzana niño sueño"""),
            language("de", 70, " ", ".", """
                    heute gestern morgen immer nie fast Regen Fenster Stadt Brücke Lied Buch Freundin Nachbar \
                    Küche Fahrrad Straße Berg Wolke Uhr Bleistift Geschichte Frage Antwort nicht ja aber weil wenn \
                    viel wenig schön müde glücklich kalt warm ich will brauche fand verlor mag mit ohne für durch \
                    den Abend Nacht Zucker Herz Großmutter Brot Apfel Gemüse Übung Äpfel Öl Schlüssel"""),
            language("ko", 40, " ", ".", """
                    오늘 어제 내일 항상 거의 커피 비가 온다 바다 창문 도시 다리 노래 책을 읽는다 친구 이웃 부엌 자전거 길 산 구름 시계 연필 이야기 질문 대답 하지만 그래서 정말 \
                    조금 예쁜 피곤한 행복한 추운 따뜻한 저녁 밤 설탕 마음 할머니 빵 사과"""),
            language("fr", 35, " ", ".", """
                    aujourd'hui hier demain toujours jamais presque pluie fenêtre ville pont chanson livre amie \
                    voisin cuisine vélo route montagne nuage horloge crayon histoire question réponse non oui mais \
                    parce que quand beaucoup peu joli fatigué heureuse froid chaud je veux cherche trouve perdu \
                    avec sans pour le soir nuit sucre cœur grand-mère pain pomme été forêt"""),
            language("tr", 25, " ", ".", """
                    bugün dün yarın her zaman asla neredeyse kahve yağmur deniz pencere şehir köprü şarkı kitap \
                    arkadaş komşu mutfak bisiklet yol dağ bulut saat kalem hikâye soru cevap değil evet ama çünkü \
                    çok az güzel yorgun mutlu soğuk sıcak istiyorum buldum kaybettim ile için akşam gece şeker \
                    kalp büyükanne ekmek elma ışık"""));

    /** One of them, the common ones more often. */
    static Language of(Dice dice) {
        int roll = dice.below(1000);
        for (Language language : ALL) {
            roll -= language.perMille;
            if (roll < 0) {
                return language;
            }
        }
        return ALL.getFirst();
    }

    /** Adds a sentence. */
    void sentence(StringBuilder text, Dice dice, int length) {
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : space).append(dice.pick(words));
        }
        text.append(stop);
    }

    private static Language language(String code, int perMille, String space, String stop, String words) {
        return new Language(code, perMille, space, stop, List.of(words.split(" ", -1)));
    }
}
