/* Follows the alert's data through pipelines.
 *
 * Each term is evaluated to a kind of value. A read is noted where a label, the value or the URL is reached; the
 * functions it goes through are then collected from the inside out along a chain of places: the rest of its command,
 * the commands after it, and the same for every parenthesis around. */
#include "gotmpl/walk.h"

#include "gotmpl/literal.h"

/* Where a term or a pipe stands. */
struct where {
    const struct gotmpl_command *command;
    bool is_argument; /* not the first term of the command */
    const struct where *outer;
};

static struct value evaluate_pipe(struct walk *walk, const struct gotmpl_pipe *pipe, const struct where *outer);

/* ---- noting ---- */

static str format_of(const struct gotmpl_command *command) {
    const struct gotmpl_term *format = command->terms->next;
    bool known = str_equal(command->terms->text, STR("printf")) && format && format->kind == GOTMPL_TERM_STRING;
    return known ? format->value : STR("");
}

/* The functions a term goes through, into calls, as many as there is room for. */
struct calls {
    struct gotmpl_call at[GOTMPL_MAX_CALLS];
    unsigned count;
    bool more, query;
};

static void add_call(struct calls *calls, const struct gotmpl_command *command) {
    const struct gotmpl_term *function = command->terms;
    if (function->kind != GOTMPL_TERM_FUNCTION)
        return;
    calls->query |= str_equal(function->text, STR("query"));
    calls->more = calls->count == GOTMPL_MAX_CALLS;
    if (!calls->more)
        calls->at[calls->count++] = (struct gotmpl_call){function->text, format_of(command), function->span};
}

static void find_calls(struct calls *calls, const struct where *where) {
    for (; where && !calls->more; where = where->outer) {
        if (where->is_argument)
            add_call(calls, where->command);
        for (const struct gotmpl_command *next = where->command->next; next && !calls->more; next = next->next)
            add_call(calls, next);
    }
}

static void note(struct walk *walk, enum gotmpl_read_kind kind, str name, span at, span whole,
                 const struct where *where) {
    struct calls calls = {0};
    find_calls(&calls, where);
    struct gotmpl_call *copy = arena_array(walk->arena, struct gotmpl_call, calls.count);
    for (unsigned i = 0; i < calls.count; i++)
        copy[i] = calls.at[i];
    unsigned flags = walk->flags | (calls.query ? GOTMPL_READ_IN_QUERY : 0u);
    vec_push(
        walk->arena, &walk->reads,
        (struct gotmpl_read){kind, flags, name, at, whole, copy, calls.count, calls.more, walk->before, walk->after});
}

void gotmpl_walk_use(struct walk *walk, struct value value) {
    if (value.kind == VALUE_LABELS)
        note(walk, GOTMPL_READ_ALL_LABELS, STR(""), value.at, value.at, NULL);
    else if (value.kind == VALUE_EXTERNAL_LABELS)
        note(walk, GOTMPL_READ_ALL_EXTERNAL_LABELS, STR(""), value.at, value.at, NULL);
}

/* ---- terms ---- */

static const struct {
    const char *name;
    enum value_kind kind;
} data_fields[] = {
    {"Labels", VALUE_LABELS},
    {"ExternalLabels", VALUE_EXTERNAL_LABELS},
    {"ExternalURL", VALUE_URL},
    {"Value", VALUE_NUMBER},
};

static enum value_kind data_field(str name) {
    for (size_t i = 0; i < sizeof data_fields / sizeof *data_fields; i++)
        if (str_is(name, data_fields[i].name))
            return data_fields[i].kind;
    return VALUE_OTHER;
}

static void note_label(struct walk *walk, enum value_kind map, str name, span at, span whole,
                       const struct where *where) {
    bool external = map == VALUE_EXTERNAL_LABELS;
    note(walk, external ? GOTMPL_READ_EXTERNAL_LABEL : GOTMPL_READ_LABEL, name, at, whole, where);
}

/* One field of a value. The value of an alert may be a histogram, whose fields are not judged. */
static enum value_kind select_field(struct walk *walk, enum value_kind kind, const struct gotmpl_field *field,
                                    span whole, const struct where *where) {
    switch (kind) {
    case VALUE_LABELS:
    case VALUE_EXTERNAL_LABELS:
        note_label(walk, kind, field->name, field->span, whole, where);
        return VALUE_STRING;
    case VALUE_DATA:
        kind = data_field(field->name);
        break;
    case VALUE_STRING:
    case VALUE_URL:
        kind = VALUE_OTHER;
        break;
    case VALUE_OTHER:
    case VALUE_NUMBER:
    case VALUE_KIND_COUNT:
        return VALUE_OTHER;
    }
    if (kind == VALUE_OTHER)
        note(walk, GOTMPL_READ_UNKNOWN_FIELD, field->name, field->span, whole, where);
    return kind;
}

static struct value variable_value(struct walk *walk, str name) {
    if (str_equal(name, STR("$")))
        return walk->dollar;
    const struct value *value = gotmpl_walk_variable(walk, name);
    return value ? *value : (struct value){0};
}

/* A term without its fields. */
static struct value evaluate_bare(struct walk *walk, const struct gotmpl_term *term, const struct where *where) {
    switch (term->kind) {
    case GOTMPL_TERM_STRING:
        return (struct value){.literal = term};
    case GOTMPL_TERM_DOT:
    case GOTMPL_TERM_FIELD:
        return walk->dot;
    case GOTMPL_TERM_VARIABLE:
        return variable_value(walk, term->text);
    case GOTMPL_TERM_PIPE:
        return evaluate_pipe(walk, term->pipe, where);
    case GOTMPL_TERM_NUMBER:
    case GOTMPL_TERM_BOOL:
    case GOTMPL_TERM_NIL:
    case GOTMPL_TERM_FUNCTION:
        break;
    }
    return (struct value){0};
}

static struct value evaluate_term(struct walk *walk, const struct gotmpl_term *term, const struct where *where) {
    struct value value = evaluate_bare(walk, term, where);
    for (const struct gotmpl_field *field = term->fields; field; field = field->next)
        value = (struct value){.kind = select_field(walk, value.kind, field, term->span, where)};
    bool is_repeated = term->kind == GOTMPL_TERM_PIPE && !term->fields; /* noted inside */
    if (value.kind == VALUE_NUMBER && !is_repeated)
        note(walk, GOTMPL_READ_VALUE, STR(""), term->span, term->span, where);
    else if (value.kind == VALUE_URL && !is_repeated)
        note(walk, GOTMPL_READ_EXTERNAL_URL, STR(""), term->span, term->span, where);
    value.at = term->span;
    return value;
}

/* ---- commands ---- */

/* The arguments that matter: the first two, a piped one included. */
struct arguments {
    struct value first, second;
    unsigned count;
};

static void add_argument(struct arguments *arguments, struct value value) {
    if (arguments->count == 0)
        arguments->first = value;
    else if (arguments->count == 1)
        arguments->second = value;
    arguments->count++;
}

/* index map "name" is map.name. */
static struct value call_index(struct walk *walk, const struct arguments *arguments, const struct where *where) {
    enum value_kind kind = arguments->first.kind;
    if (kind != VALUE_LABELS && kind != VALUE_EXTERNAL_LABELS)
        return (struct value){0};
    const struct gotmpl_term *name = arguments->second.literal;
    if (arguments->count == 1)
        return arguments->first;
    if (!name || arguments->second.incomplete) {
        gotmpl_walk_use(walk, arguments->first);
    } else {
        span at = {name->span.start + 1, name->span.end - 1};
        note_label(walk, kind, name->value, at, where->command->span, where);
    }
    return (struct value){.kind = VALUE_STRING};
}

static struct value call_query(struct walk *walk, const struct arguments *arguments, const struct where *where) {
    const struct gotmpl_term *literal = arguments->first.literal;
    (void)where;
    if (!literal || arguments->count != 1)
        return (struct value){0};
    struct scalar_map map = gotmpl_literal_map(walk->arena, literal->text, literal->span.start);
    vec_push(walk->arena, &walk->queries,
             (struct gotmpl_query){literal->value, map, literal->span, !literal->escaped, arguments->first.incomplete});
    return (struct value){0};
}

static struct value call_printf(struct walk *walk, const struct arguments *arguments, const struct where *where) {
    (void)walk;
    (void)where;
    struct value value = {.literal = arguments->first.literal, .incomplete = arguments->first.incomplete};
    value.incomplete |= value.literal && str_find_byte(value.literal->value, '%') < value.literal->value.len;
    return value;
}

static struct value call_print(struct walk *walk, const struct arguments *arguments, const struct where *where) {
    (void)walk;
    (void)where;
    struct value value = {.literal = arguments->first.literal, .incomplete = arguments->first.incomplete};
    value.incomplete |= arguments->count > 1;
    return value;
}

static const struct {
    const char *name;
    struct value (*call)(struct walk *walk, const struct arguments *arguments, const struct where *where);
} handlers[] = {
    {"index", call_index},
    {"query", call_query},
    {"printf", call_printf},
    {"print", call_print},
};

static struct value call_function(struct walk *walk, const struct arguments *arguments, const struct where *where) {
    str name = where->command->terms->text;
    bool is_index = str_equal(name, STR("index"));
    if (!is_index)
        gotmpl_walk_use(walk, arguments->first);
    gotmpl_walk_use(walk, arguments->second);
    for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++)
        if (str_is(name, handlers[i].name))
            return handlers[i].call(walk, arguments, where);
    return (struct value){0};
}

static struct value evaluate_command(struct walk *walk, const struct gotmpl_command *command, const struct value *piped,
                                     const struct where *outer) {
    const struct gotmpl_term *first = command->terms;
    const struct where as_value = {command, false, outer}, as_argument = {command, true, outer};
    bool is_call = first->kind == GOTMPL_TERM_FUNCTION;
    struct value value = is_call ? (struct value){0} : evaluate_term(walk, first, &as_value);
    struct arguments arguments = {0};
    for (const struct gotmpl_term *term = first->next; term; term = term->next) {
        struct value argument = evaluate_term(walk, term, &as_argument);
        if (arguments.count >= 2)
            gotmpl_walk_use(walk, argument);
        add_argument(&arguments, argument);
    }
    if (piped)
        add_argument(&arguments, *piped);
    return is_call ? call_function(walk, &arguments, &as_value) : value;
}

static struct value evaluate_pipe(struct walk *walk, const struct gotmpl_pipe *pipe, const struct where *outer) {
    struct value value = {0};
    for (const struct gotmpl_command *command = pipe->commands; command; command = command->next)
        value = evaluate_command(walk, command, command == pipe->commands ? NULL : &value, outer);
    return value;
}

struct value gotmpl_walk_evaluate(struct walk *walk, const struct gotmpl_pipe *pipe) {
    return evaluate_pipe(walk, pipe, NULL);
}
