/* printf into an arena. Nearly all formats of this program put texts and small numbers between literal text: those are
 * gathered as pieces and copied once, and the C library's printf, which takes ten times as long, does the others. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

enum { MOST_PIECES = 32, SPARE = 64 };

struct pieces {
    str at[MOST_PIECES];
    size_t count, bytes; /* bytes: of all */
    char spare[SPARE];   /* what numbers are written to, from its end */
    size_t left;         /* of it */
};

static bool add(struct pieces *pieces, str piece) {
    if (pieces->count == MOST_PIECES)
        return false;
    pieces->at[pieces->count++] = piece;
    pieces->bytes += piece.len;
    return true;
}

static bool add_number(struct pieces *pieces, unsigned value) {
    size_t end = pieces->left;
    if (end < 3 * sizeof value)
        return false;
    do {
        pieces->spare[--pieces->left] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    return add(pieces, (str){pieces->spare + pieces->left, end - pieces->left});
}

static bool add_byte(struct pieces *pieces, char byte) {
    if (pieces->left == 0)
        return false;
    pieces->spare[--pieces->left] = byte;
    return add(pieces, (str){pieces->spare + pieces->left, 1});
}

/* As printf, up to a NUL. */
static bool add_view(struct pieces *pieces, int most, const char *text) {
    return most >= 0 && add(pieces, (str){text, most ? strnlen(text, (size_t)most) : 0});
}

/* The conversion behind a percent sign, which *format is moved over. False: none that is known here. */
static bool add_conversion(struct pieces *pieces, const char **format, va_list *arguments) {
    const char *at = *format;
    if (at[0] == '.' && at[1] == '*' && at[2] == 's') {
        int most = va_arg(*arguments, int);
        *format = at + 3;
        return add_view(pieces, most, va_arg(*arguments, const char *));
    }
    *format = at + 1;
    if (*at == 's') {
        const char *text = va_arg(*arguments, const char *);
        return text && add(pieces, str_of(text));
    }
    if (*at == 'u')
        return add_number(pieces, va_arg(*arguments, unsigned));
    if (*at == 'd') {
        int value = va_arg(*arguments, int);
        return value >= 0 && add_number(pieces, (unsigned)value);
    }
    return *at == 'c' && add_byte(pieces, (char)va_arg(*arguments, int));
}

static bool gather(struct pieces *pieces, const char *format, va_list *arguments) {
    while (*format) {
        size_t literal = strcspn(format, "%");
        if (literal && !add(pieces, (str){format, literal}))
            return false;
        format += literal;
        if (*format == '%' && (format++, !add_conversion(pieces, &format, arguments)))
            return false;
    }
    return true;
}

static str join(struct arena *arena, const struct pieces *pieces) {
    char *text = arena_alloc(arena, pieces->bytes + 1), *end = text;
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->at[i].len)
            memcpy(end, pieces->at[i].ptr, pieces->at[i].len);
        end += pieces->at[i].len;
    }
    *end = '\0';
    return (str){text, pieces->bytes};
}

__attribute__((format(printf, 2, 0))) static str print(struct arena *arena, const char *format, va_list arguments) {
    char small[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    size_t size = length < 0 ? 0 : (size_t)length;
    char *text = arena_alloc(arena, size + 1);
    if (size < sizeof small)
        memcpy(text, small, size);
    else
        vsnprintf(text, size + 1, format, again);
    text[size] = '\0';
    va_end(again);
    return (str){text, size};
}

str arena_format_list(struct arena *arena, const char *format, va_list arguments) {
    struct pieces pieces;
    va_list again;
    pieces.count = pieces.bytes = 0;
    pieces.left = SPARE;
    va_copy(again, arguments);
    bool plain = gather(&pieces, format, &again);
    va_end(again);
    return plain ? join(arena, &pieces) : print(arena, format, arguments);
}

str arena_format(struct arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    str text = arena_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}
