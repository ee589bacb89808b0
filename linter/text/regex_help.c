/* What is meant by patterns of other languages: globs, and the look-around of Perl. */
#include "text/regex.h"

str regex_help(str pattern, const struct regex *regex) {
    str guilty = str_slice(pattern, regex->at.start, pattern.len);
    bool looks_around = str_starts_with(guilty, STR("(?!")) || str_starts_with(guilty, STR("(?=")) ||
                        str_starts_with(guilty, STR("(?<!")) || str_starts_with(guilty, STR("(?<="));
    if (regex->fault == REGEX_MISSING_ARGUMENT && str_starts_with(pattern, STR("*")))
        return STR("this is a regular expression and no glob: any text is .*");
    if (looks_around && regex->use == REGEX_RELABEL)
        return STR("RE2 has no look-around; a rule with the action drop excludes");
    if (looks_around && regex->use != REGEX_SEARCH)
        return STR("RE2 has no look-around; a second matcher with !~ excludes");
    if (looks_around)
        return STR("RE2 has no look-around");
    bool refers_back = regex->fault == REGEX_INVALID_ESCAPE && guilty.len > 1 && guilty.ptr[0] == '\\' &&
                       guilty.ptr[1] >= '1' && guilty.ptr[1] <= '9';
    return refers_back ? STR("RE2 has no back-references") : (str){0};
}
