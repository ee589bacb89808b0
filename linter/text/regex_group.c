/* The classes of ASCII characters that have a name: Perl's letters and the POSIX names in brackets. */
#include "text/regex_parser.h"

static const struct regex_range digit[] = {{'0', '9'}};
static const struct regex_range perl_space[] = {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
static const struct regex_range word[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
static const struct regex_range alnum[] = {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}};
static const struct regex_range alpha[] = {{'A', 'Z'}, {'a', 'z'}};
static const struct regex_range ascii[] = {{0, 0x7F}};
static const struct regex_range blank[] = {{'\t', '\t'}, {' ', ' '}};
static const struct regex_range cntrl[] = {{0, 0x1F}, {0x7F, 0x7F}};
static const struct regex_range graph[] = {{'!', '~'}};
static const struct regex_range lower[] = {{'a', 'z'}};
static const struct regex_range print[] = {{' ', '~'}};
static const struct regex_range punct[] = {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}};
static const struct regex_range space[] = {{'\t', '\r'}, {' ', ' '}};
static const struct regex_range upper[] = {{'A', 'Z'}};
static const struct regex_range xdigit[] = {{'0', '9'}, {'A', 'F'}, {'a', 'f'}};

#define GROUP(name, ranges)                                                                                            \
    { {(name), sizeof(name) - 1}, (ranges), sizeof(ranges) / sizeof *(ranges) }

static const struct {
    str name;
    const struct regex_range *ranges;
    size_t count;
} groups[] = {
    GROUP("\\d", digit),     GROUP("\\s", perl_space), GROUP("\\w", word),    GROUP("alnum", alnum),
    GROUP("alpha", alpha),   GROUP("ascii", ascii),    GROUP("blank", blank), GROUP("cntrl", cntrl),
    GROUP("digit", digit),   GROUP("graph", graph),    GROUP("lower", lower), GROUP("print", print),
    GROUP("punct", punct),   GROUP("space", space),    GROUP("upper", upper), GROUP("word", word),
    GROUP("xdigit", xdigit),
};

static bool find(str name, bool negated, struct regex_ascii_group *group) {
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (str_equal(name, groups[i].name)) {
            *group = (struct regex_ascii_group){groups[i].ranges, groups[i].count, negated};
            return true;
        }
    }
    return false;
}

bool regex_find_ascii_group(str name, struct regex_ascii_group *group) {
    if (name.len == 2 && name.ptr[0] == '\\') {
        char small[] = {'\\', name.ptr[1]};
        bool negated = name.ptr[1] >= 'A' && name.ptr[1] <= 'Z';
        if (negated)
            small[1] = (char)(name.ptr[1] - 'A' + 'a');
        return find((str){small, 2}, negated, group);
    }
    bool negated = str_starts_with(name, STR("[:^"));
    if (!str_starts_with(name, STR("[:")) || !str_ends_with(name, STR(":]")) || name.len < 4)
        return false;
    str bare = str_slice(name, negated ? 3 : 2, name.len - 2);
    return bare.len > 2 && find(bare, negated, group);
}
