/* Every form of a scalar: each decoded byte must lead to the bytes that spell it, also when the document stands in a
 * literal or in a double-quoted string of another one.
 *
 * A case is a whole file in pieces. Outside the macros a byte spells itself; AS(source, value) spells value by all of
 * source; NIL(source) spells nothing. The scalar is the value of k. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "yaml/load.h"
#include "yaml/node.h"
#include "yaml/spelling.h"

#define AS(source, value) "\1" source "\2" value "\3"
#define NIL(source) "\1" source "\2\3"
#define ZERO "\4" /* stands for NUL */

enum { SIZE = 4096 };

static const char *const cases[] = {
    /* plain */
    NIL("k: ") "sum(x)" NIL("\n"),
    NIL("k:    ") "a  b\tc" NIL("   # no\n"),
    NIL("k:\n   ") "next line" NIL(""),
    NIL("k: ") "a" AS("\n", " ") NIL("  ") "b" AS("\n", " ") NIL("       ") "c" NIL("\n"),
    NIL("k: ") "a" NIL("  \n") "\n" NIL(" ") "b" NIL("\n"),
    NIL("k: ") "a" NIL("  \t ") AS("\n", " ") NIL("  \t ") "b" NIL("\n"),
    NIL("k: ") "a" NIL("\n   ") "\n\n" NIL("   ") "b" NIL("\nz: 1\n"),
    NIL("k: ") "x{a=\"b#c\"}:\\d'" NIL("\n"),
    NIL("{k: ") "a" AS("\n", " ") NIL(" ") "b" NIL("}\n"),
    NIL("{k: ") "a" AS("\n", " ") "b" NIL(" , z: 1}\n"),
    NIL("? k\n: ") "explicit" NIL("\n"),
    NIL("k: &a !!str ") "value" NIL("\n"),
    NIL("k: &a # c\n  ") "value" NIL("\n"),
    NIL("k: !<tag:yaml.org,2002:str> ") "value" NIL("\n"),
    NIL("# \xC3\xA9\nk: ") "\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80" AS("\n", " ") NIL("  ") "x" NIL("\n"),
    NIL("a: &x ") "anchored" AS("\n", " ") NIL("  ") "text" NIL("\nk: *x\n"),
    /* single quotes */
    NIL("k: '") "plain" NIL("'\n"),
    NIL("k: '") "it" AS("''", "'") "s" AS("''", "'") AS("''", "'") NIL("'\n"),
    NIL("k: '") "a" NIL(" ") AS("\n", " ") NIL("   ") "b" AS("''", "'") NIL("'\n"),
    NIL("k: '") "a" NIL("\n") "\n" NIL("  ") "\n" NIL("  ") "b \\n " NIL("'\n"),
    NIL("k: '") AS("\n", " ") NIL("  ") "a" AS("\n", " ") NIL("  '\n"),
    NIL("k: '' # ''\n"),
    /* double quotes */
    NIL("k: \"") "plain 'text' # x" NIL("\"\n"),
    NIL("k: \"") AS("\\0", ZERO) AS("\\a", "\a") AS("\\b", "\b") AS("\\t", "\t") AS("\\\t", "\t") AS("\\n", "\n")
        AS("\\v", "\v") AS("\\f", "\f") AS("\\r", "\r") AS("\\e", "\x1B") AS("\\ ", " ") AS("\\\"", "\"") AS("\\/", "/")
            AS("\\\\", "\\") AS("\\N", "\xC2\x85") AS("\\_", "\xC2\xA0") AS("\\L", "\xE2\x80\xA8")
                AS("\\P", "\xE2\x80\xA9") NIL("\"\n"),
    NIL("k: \"") "a" AS("\\x6e", "n") AS("\\u00e9", "\xC3\xA9") AS("\\u4E2d", "\xE4\xB8\xAD")
        AS("\\U0001F600", "\xF0\x9F\x98\x80") "b" NIL("\"\n"),
    NIL("{\"k\": \"") "a" AS("\\ud83d\\ude00", "\xF0\x9F\x98\x80") " b" NIL("\"}\n"),
    NIL("k: \"") "no" NIL("\\\n    ") "such" NIL("\\\n") "\n" NIL("    ") NIL("\"\n"),
    NIL("k: \"") "a  " NIL("\\\n   ") AS("\\ ", " ") " b" NIL("\"\n"),
    NIL("k: \"") "a" NIL("\\\n") "\n" NIL("   ") "b" NIL("\"\n"),
    NIL("k: \"") "a" AS("\n", " ") NIL("  ") "b" NIL("  \n") "\n" NIL("  ") AS("\\t", "\t") "c " NIL("\"\n"),
    NIL("\"\\x6b\": \"") "key escaped" NIL("\"\n"),
    /* literal */
    NIL("k: |\n  ") "a\n" NIL("  ") "  b\n",
    NIL("k: |-\n  ") "a" NIL("\n"),
    NIL("k: |+\n  ") "a\n\n\n" NIL("z: 1\n"),
    NIL("k: |  # no\n\n  ") NIL(""),
    NIL("k: |\n") "\n" NIL("   ") "\n" NIL("      ") "a\n\n" NIL("    ") "\n" NIL("      ") "\tb  \n" NIL(
        "# no\nz: 1\n"),
    NIL("k: |2-  # c\n  ") "  a\n" NIL("  ") "b" NIL("\n"),
    NIL("k: |-9\n         ") " a" NIL("\n"),
    NIL("k: |1\n") "\n" NIL(" ") "  \n" NIL(" ") "a\n",
    NIL("x:\n  k: |2\n") "\n" NIL("    ") "  a\n",
    NIL("x:\n  k: |+8\n") "\n\n" NIL("  z: 1\n"),
    NIL("x:\n  k: |8\n\n  z: 1\n") NIL(""),
    NIL("k: |\n  ") "last of the file" NIL(""),
    NIL("- k: &a !!str |\n    ") "a\n" NIL("- z\n"),
    /* folded */
    NIL("k: >\n  ") "a" AS("\n", " ") NIL("  ") "b\n",
    NIL("k: >-\n  ") "a" NIL("\n") "\n\n" NIL("  ") "b" NIL("\n"),
    NIL("k: >\n  ") "a\n" NIL("  ") "  more\n" NIL("  ") "  more\n" NIL("  ") "b" AS("\n", " ") NIL("  ") "c\n",
    NIL("k: >+\n  ") "a\n\n" NIL("  ") "\tx\n\n" NIL("  ") "b\n\n",
    NIL("k: >1-\n ") "  a\n" NIL(" ") "b" AS("\n", " ") NIL(" ") "c" NIL("\n"),
    NIL("k: >\n") "\n" NIL("  ") "a  " AS("\n", " ") NIL("  ") "b\n",
};

/* Line ends other than LF, and byte order marks: inside another string they would not stay as they are. */
static const char *const break_cases[] = {
    NIL("k: |\n  ") "\xC3\xA9 \xE2\x80\xA8" NIL("  ") "x\n",
    NIL("k: ") "a" AS("\r\n", " ") NIL("  ") "b" NIL("\r\n"),
    NIL("k: ") "a" NIL("\r\n") AS("\r\n", "\n") NIL("  ") "b" NIL("\r\n"),
    NIL("k: \"") "a" NIL("\\\r\n  ") "b" AS("\r\n", " ") NIL("  ") "c" NIL("\"\r\n"),
    NIL("k: |\r\n  ") "a" AS("\r\n", "\n") AS("\r\n", "\n") NIL("  ") "b" AS("\r\n", "\n"),
    NIL("k: >- # c\r\n  ") "a" AS("\r\n", " ") NIL("  ") "b" NIL("\r\n"),
    NIL("\xEF\xBB\xBFk: |\n  ") "a\n",
    NIL("\xEF\xBB\xBFk: '") "a" AS("''", "'") "b" NIL("'\n"),
    NIL("k: !t\n\xEF\xBB\xBF") "-~a" NIL("\n"),
    NIL("k: ") "a" AS("\r", " ") NIL("  ") "b" AS("\xC2\x85", " ") NIL("  ") "c\xE2\x80\xA8" NIL("  ") "d" NIL("\n"),
};

/* A file and what its scalar means: bytes at[i] of the file spell value[i]. */
struct unpacked {
    char file[SIZE], value[SIZE];
    span at[SIZE];
    uint32_t file_len, value_len;
};

static void add_value(struct unpacked *unpacked, char c, span at) {
    unpacked->at[unpacked->value_len] = at;
    unpacked->value[unpacked->value_len++] = c;
}

static void unpack(struct unpacked *unpacked, const char *text) {
    *unpacked = (struct unpacked){.file_len = 0};
    for (; *text; text++) {
        if (*text != '\1') {
            add_value(unpacked, *text, (span){unpacked->file_len, unpacked->file_len + 1});
            unpacked->file[unpacked->file_len++] = *text;
            continue;
        }
        span at = {unpacked->file_len, 0};
        for (text++; *text != '\2'; text++)
            unpacked->file[unpacked->file_len++] = *text;
        at.end = unpacked->file_len;
        for (text++; *text != '\3'; text++)
            add_value(unpacked, *text == '\4' ? '\0' : *text, at);
    }
}

/* Puts the file into a string of another one; bytes are spelt as spell says. */
static void wrap(struct unpacked *outer, const struct unpacked *inner, const char *head, const char *tail,
                 void (*spell)(const struct unpacked *, uint32_t, char *)) {
    static span place_of[SIZE];
    *outer = (struct unpacked){.value_len = inner->value_len};
    memcpy(outer->value, inner->value, inner->value_len);
    outer->file_len = (uint32_t)sprintf(outer->file, "%s", head);
    for (uint32_t i = 0; i < inner->file_len; i++) {
        char text[16];
        spell(inner, i, text);
        uint32_t indent = (uint32_t)strspn(text, "\5");
        for (uint32_t c = 0; text[c]; c++)
            outer->file[outer->file_len + c] = text[c] == '\5' ? ' ' : text[c];
        place_of[i] = (span){outer->file_len + indent, outer->file_len + (uint32_t)strlen(text)};
        outer->file_len = place_of[i].end;
    }
    for (uint32_t i = 0; i < inner->value_len; i++)
        outer->at[i] = (span){place_of[inner->at[i].start].start, place_of[inner->at[i].end - 1].end};
    outer->file_len += (uint32_t)sprintf(outer->file + outer->file_len, "%s", tail);
}

/* Four spaces, written as \5, begin each line that is not empty. */
static void spell_literal(const struct unpacked *inner, uint32_t i, char *text) {
    bool begins = (i == 0 || inner->file[i - 1] == '\n') && inner->file[i] != '\n';
    sprintf(text, "%s%c", begins ? "\5\5\5\5" : "", inner->file[i]);
}

static void spell_double_quoted(const struct unpacked *inner, uint32_t i, char *text) {
    char c = inner->file[i];
    if (c == '\n' || c == '\t' || c == '\r')
        sprintf(text, "\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : 'r');
    else if (c == 'a')
        sprintf(text, "\\x61");
    else
        sprintf(text, c == '"' || c == '\\' ? "\\%c" : "%c", c);
}

static const struct node *find_k(const struct node *node) {
    const struct node *found = node_member(node, STR("k"));
    for (const struct node *child = node ? node->children : NULL; child && !found; child = child->next)
        found = find_k(child);
    return found;
}

static const struct node *load_k(struct arena *arena, const struct source *source, str text,
                                 const struct scalar_map *outer, const char *name) {
    struct yaml_budget budget = {0};
    struct yaml_loader *loader = yaml_open(arena, source, text, outer, &budget);
    const struct tree *tree = yaml_next(loader);
    if (!tree)
        fail_msg("%s: %.*s", name, STR_ARG(yaml_fault(loader)->message));
    const struct node *found = tree ? find_k(tree->root) : NULL;
    if (!found)
        fail_msg("%s: no k", name);
    yaml_close(loader);
    return found;
}

static void check_place(const struct node *node, const struct spelling *spelling, const struct unpacked *expected,
                        uint32_t i) {
    span at = node_place_within(node, (span){i, i + 1}).span;
    span kept = spelling_place(spelling, node->tree->source, node->value, (span){i, i + 1}).span;
    assert_true(kept.start == at.start && kept.end == at.end);
    if (at.start != expected->at[i].start || at.end != expected->at[i].end)
        fail_msg("byte %u of k in\n%.*s\nis at %u-%u, not %u-%u", i, (int)expected->file_len, expected->file, at.start,
                 at.end, expected->at[i].start, expected->at[i].end);
}

static void check(const struct unpacked *expected, bool embedded) {
    struct arena arena = {0};
    struct source source;
    source_init(&source, &arena, STR("test"), (str){expected->file, expected->file_len});
    str text = str_slice(source.bytes, source_bom(&source), source.bytes.len);
    const struct node *node = load_k(&arena, &source, text, NULL, expected->file);
    if (embedded)
        node = load_k(&arena, &source, node->value, node_map(node), expected->file);
    if (!str_equal(node->value, (str){expected->value, expected->value_len}))
        fail_msg("k in\n%s\nis '%.*s', not '%s'", expected->file, STR_ARG(node->value), expected->value);
    struct spelling spelling = spelling_keep(&arena, node);
    for (uint32_t i = 0; i < expected->value_len; i++)
        check_place(node, &spelling, expected, i);
    span whole = {0, (uint32_t)node->value.len};
    assert_int_equal(spelling_verbatim(&spelling, &source, node->value, whole),
                     whole.end ? scalar_map_verbatim(node_map(node), whole) : false);
    if (expected->value_len > 0) {
        span all = node_place_within(node, (span){0, expected->value_len}).span;
        assert_int_equal(all.start, expected->at[0].start);
        assert_int_equal(all.end, expected->at[expected->value_len - 1].end);
    }
    arena_free(&arena);
}

static struct unpacked file, outer_file;

static void test_alone(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unpack(&file, cases[i]);
        check(&file, false);
    }
    for (size_t i = 0; i < sizeof break_cases / sizeof *break_cases; i++) {
        unpack(&file, break_cases[i]);
        check(&file, false);
    }
}

static void test_in_literal(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unpack(&file, cases[i]);
        wrap(&outer_file, &file, "# \xC3\xA9\nkind: ConfigMap\ndata:\n  k: |2+ # c\n", "", spell_literal);
        check(&outer_file, true);
    }
}

static void test_in_double_quotes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unpack(&file, cases[i]);
        wrap(&outer_file, &file, "kind: ConfigMap\ndata:\n  k: \"", "\"\n", spell_double_quoted);
        check(&outer_file, true);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alone),
        cmocka_unit_test(test_in_literal),
        cmocka_unit_test(test_in_double_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
