/* The names that \p{...} knows: general categories and scripts by their long names, in this spelling alone.
 *
 * Read from the tables of Go 1.26 (Unicode 15.0.0), which grafana/regexp uses; the number is that of the ranges there,
 * which counts against Go's limit on the size of a pattern. */
#include "text/regex_parser.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    const char *name;
    unsigned range_count;
};

/* In byte order. */
static const struct entry categories[] = {
    {"C", 712},  {"Cc", 2},   {"Cf", 21},  {"Cn", 707}, {"Co", 3},   {"Cs", 1},  {"L", 659},  {"LC", 143},
    {"Ll", 658}, {"Lm", 71},  {"Lo", 510}, {"Lt", 10},  {"Lu", 646}, {"M", 310}, {"Mc", 182}, {"Me", 5},
    {"Mn", 346}, {"N", 137},  {"Nd", 64},  {"Nl", 12},  {"No", 72},  {"P", 191}, {"Pc", 6},   {"Pd", 19},
    {"Pe", 76},  {"Pf", 10},  {"Pi", 11},  {"Po", 187}, {"Ps", 79},  {"S", 232}, {"Sc", 21},  {"Sk", 31},
    {"Sm", 64},  {"So", 184}, {"Yi", 2},   {"Z", 8},    {"Zl", 1},   {"Zp", 1},  {"Zs", 7},
};

/* In byte order. */
static const struct entry scripts[] = {
    {"Adlam", 3},
    {"Ahom", 3},
    {"Anatolian_Hieroglyphs", 1},
    {"Arabic", 58},
    {"Armenian", 4},
    {"Avestan", 2},
    {"Balinese", 2},
    {"Bamum", 2},
    {"Bassa_Vah", 2},
    {"Batak", 2},
    {"Bengali", 14},
    {"Bhaiksuki", 4},
    {"Bopomofo", 3},
    {"Brahmi", 3},
    {"Braille", 1},
    {"Buginese", 2},
    {"Buhid", 1},
    {"Canadian_Aboriginal", 3},
    {"Carian", 1},
    {"Caucasian_Albanian", 2},
    {"Chakma", 2},
    {"Cham", 4},
    {"Cherokee", 3},
    {"Chorasmian", 1},
    {"Common", 173},
    {"Coptic", 3},
    {"Cuneiform", 4},
    {"Cypriot", 6},
    {"Cypro_Minoan", 1},
    {"Cyrillic", 10},
    {"Deseret", 1},
    {"Devanagari", 5},
    {"Dives_Akuru", 8},
    {"Dogra", 1},
    {"Duployan", 5},
    {"Egyptian_Hieroglyphs", 1},
    {"Elbasan", 1},
    {"Elymaic", 1},
    {"Ethiopic", 36},
    {"Georgian", 10},
    {"Glagolitic", 6},
    {"Gothic", 1},
    {"Grantha", 15},
    {"Greek", 36},
    {"Gujarati", 14},
    {"Gunjala_Gondi", 6},
    {"Gurmukhi", 16},
    {"Han", 21},
    {"Hangul", 14},
    {"Hanifi_Rohingya", 2},
    {"Hanunoo", 1},
    {"Hatran", 3},
    {"Hebrew", 9},
    {"Hiragana", 6},
    {"Imperial_Aramaic", 2},
    {"Inherited", 29},
    {"Inscriptional_Pahlavi", 2},
    {"Inscriptional_Parthian", 2},
    {"Javanese", 3},
    {"Kaithi", 2},
    {"Kannada", 13},
    {"Katakana", 14},
    {"Kayah_Li", 2},
    {"Kharoshthi", 8},
    {"Khitan_Small_Script", 2},
    {"Khmer", 4},
    {"Khojki", 2},
    {"Khudawadi", 2},
    {"Lao", 11},
    {"Latin", 39},
    {"Lepcha", 3},
    {"Limbu", 5},
    {"Linear_A", 3},
    {"Linear_B", 7},
    {"Lisu", 2},
    {"Lycian", 1},
    {"Lydian", 2},
    {"Mahajani", 1},
    {"Makasar", 1},
    {"Malayalam", 7},
    {"Mandaic", 2},
    {"Manichaean", 2},
    {"Marchen", 3},
    {"Masaram_Gondi", 7},
    {"Medefaidrin", 1},
    {"Meetei_Mayek", 3},
    {"Mende_Kikakui", 2},
    {"Meroitic_Cursive", 3},
    {"Meroitic_Hieroglyphs", 1},
    {"Miao", 3},
    {"Modi", 2},
    {"Mongolian", 6},
    {"Mro", 3},
    {"Multani", 5},
    {"Myanmar", 3},
    {"Nabataean", 2},
    {"Nandinagari", 3},
    {"New_Tai_Lue", 4},
    {"Newa", 2},
    {"Nko", 2},
    {"Nushu", 2},
    {"Nyiakeng_Puachue_Hmong", 4},
    {"Ogham", 1},
    {"Ol_Chiki", 1},
    {"Old_Hungarian", 3},
    {"Old_Italic", 2},
    {"Old_North_Arabian", 1},
    {"Old_Permic", 1},
    {"Old_Persian", 2},
    {"Old_Sogdian", 1},
    {"Old_South_Arabian", 1},
    {"Old_Turkic", 1},
    {"Old_Uyghur", 1},
    {"Oriya", 14},
    {"Osage", 2},
    {"Osmanya", 2},
    {"Pahawh_Hmong", 5},
    {"Palmyrene", 1},
    {"Pau_Cin_Hau", 1},
    {"Phags_Pa", 1},
    {"Phoenician", 2},
    {"Psalter_Pahlavi", 3},
    {"Rejang", 2},
    {"Runic", 2},
    {"Samaritan", 2},
    {"Saurashtra", 2},
    {"Sharada", 1},
    {"Shavian", 1},
    {"Siddham", 2},
    {"SignWriting", 3},
    {"Sinhala", 13},
    {"Sogdian", 1},
    {"Sora_Sompeng", 2},
    {"Soyombo", 1},
    {"Sundanese", 2},
    {"Syloti_Nagri", 1},
    {"Syriac", 4},
    {"Tagalog", 2},
    {"Tagbanwa", 3},
    {"Tai_Le", 2},
    {"Tai_Tham", 5},
    {"Tai_Viet", 2},
    {"Takri", 2},
    {"Tamil", 18},
    {"Tangsa", 2},
    {"Tangut", 4},
    {"Telugu", 13},
    {"Thaana", 1},
    {"Thai", 2},
    {"Tibetan", 7},
    {"Tifinagh", 3},
    {"Tirhuta", 2},
    {"Toto", 1},
    {"Ugaritic", 2},
    {"Vai", 1},
    {"Vithkuqi", 8},
    {"Wancho", 2},
    {"Warang_Citi", 2},
    {"Yezidi", 3},
    {"Zanabazar_Square", 1},
};

/* Scripts of Unicode 15, which PCRE2 knows from 10.43 on. */
static const struct regex_range kawi[] = {{0x11F00, 0x11F10}, {0x11F12, 0x11F3A}, {0x11F3E, 0x11F59}};
static const struct regex_range nag_mundari[] = {{0x1E4D0, 0x1E4F9}};
static const struct regex_range any[] = {{0, 0x10FFFF}};

static const struct {
    const char *name;
    struct regex_named_set set;
} own[] = {
    {"Any", {{"", 0}, 1, any, 1, false}},
    {"Kawi", {{"", 0}, 3, kawi, 3, false}},
    {"Nag_Mundari", {{"", 0}, 1, nag_mundari, 1, false}},
};

/* What PCRE2 calls a category or script otherwise. */
static const struct { const char *name, *pcre_name; } renamed[] = {{"LC", "L&"}};

static const char *const cased[] = {"LC", "Ll", "Lt", "Lu"};

static int compare(const void *key, const void *entry) {
    const str *name = key;
    return str_compare(*name, str_of(((const struct entry *)entry)->name));
}

static const struct entry *find(const struct entry *entries, size_t count, str name) {
    return bsearch(&name, entries, count, sizeof *entries, compare);
}

static str pcre_category(const char *name) {
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++) {
        if (strcmp(renamed[i].name, name) == 0)
            return str_of(renamed[i].pcre_name);
    }
    return str_of(name);
}

static bool is_cased(const char *name) {
    for (size_t i = 0; i < sizeof cased / sizeof *cased; i++) {
        if (strcmp(cased[i], name) == 0)
            return true;
    }
    return false;
}

bool regex_find_property(str name, struct regex_named_set *set) {
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (str_is(name, own[i].name)) {
            *set = own[i].set;
            return true;
        }
    }
    const struct entry *entry = find(categories, sizeof categories / sizeof *categories, name);
    if (entry) {
        *set = (struct regex_named_set){pcre_category(entry->name), entry->range_count, NULL, 0, is_cased(entry->name)};
        return true;
    }
    entry = find(scripts, sizeof scripts / sizeof *scripts, name);
    if (entry)
        *set = (struct regex_named_set){str_of(entry->name), entry->range_count, NULL, 0, false};
    return entry != NULL;
}
