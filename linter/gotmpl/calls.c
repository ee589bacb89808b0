/* Counts the arguments of every call.
 *
 * A pipe hands its value to the next command as the last argument. A function that stands among the arguments of
 * another is called with none. A field may be a method (the result of toTime has some), so that its arguments are not
 * judged; a literal, a lone variable and a parenthesis take none. */
#include "gotmpl/calls.h"

#include "base/vec.h"

struct checker {
    struct arena *arena;
    enum gotmpl_dialect dialect;
    VEC(struct gotmpl_fault) faults;
};

static void check_pipe(struct checker *checker, const struct gotmpl_pipe *pipe);

static bool takes_no_arguments(const struct gotmpl_term *term) {
    bool is_value = term->kind != GOTMPL_TERM_FIELD && term->kind != GOTMPL_TERM_FUNCTION;
    return is_value && !term->fields;
}

static void check_call(struct checker *checker, const struct gotmpl_term *term, unsigned given) {
    const struct gotmpl_function *function = gotmpl_function_find(term->text, checker->dialect);
    if (!function)
        return;
    bool few = given < function->least;
    if (!few && (given <= function->most || function->most == GOTMPL_ANY_NUMBER))
        return;
    enum gotmpl_fault_kind kind = few ? GOTMPL_TOO_FEW_ARGUMENTS : GOTMPL_TOO_MANY_ARGUMENTS;
    vec_push(checker->arena, &checker->faults, (struct gotmpl_fault){kind, term->span, function, given});
}

static void check_command(struct checker *checker, const struct gotmpl_command *command, bool piped) {
    const struct gotmpl_term *first = command->terms;
    unsigned given = piped;
    for (const struct gotmpl_term *term = first->next; term; term = term->next)
        given++;
    if (first->kind == GOTMPL_TERM_FUNCTION)
        check_call(checker, first, first->fields ? 0 : given);
    else if (takes_no_arguments(first) && (given > 0 || first->kind == GOTMPL_TERM_NIL))
        vec_push(checker->arena, &checker->faults,
                 (struct gotmpl_fault){GOTMPL_NOT_A_FUNCTION, first->span, NULL, given});
    for (const struct gotmpl_term *term = first; term; term = term->next) {
        if (term->kind == GOTMPL_TERM_PIPE)
            check_pipe(checker, term->pipe);
        else if (term->kind == GOTMPL_TERM_FUNCTION && term != first)
            check_call(checker, term, 0);
    }
}

static void check_pipe(struct checker *checker, const struct gotmpl_pipe *pipe) {
    if (!pipe)
        return;
    for (const struct gotmpl_command *command = pipe->commands; command; command = command->next)
        check_command(checker, command, command != pipe->commands);
}

/* An else-if is the first node of its list, so that a chain of them is followed without recursion. */
static void check_list(struct checker *checker, const struct gotmpl_node *list) {
    for (const struct gotmpl_node *node = list; node; node = node->next) {
        const struct gotmpl_node *branch = node;
        if (node->kind == GOTMPL_TEXT)
            continue;
        check_pipe(checker, branch->pipe);
        check_list(checker, branch->body);
        for (; branch->otherwise && branch->otherwise->chained; branch = branch->otherwise) {
            check_pipe(checker, branch->otherwise->pipe);
            check_list(checker, branch->otherwise->body);
        }
        check_list(checker, branch->otherwise);
    }
}

struct gotmpl_faults gotmpl_check_calls(struct arena *arena, const struct gotmpl *parsed, enum gotmpl_dialect dialect) {
    struct checker checker = {.arena = arena, .dialect = dialect};
    check_list(&checker, parsed->nodes);
    return (struct gotmpl_faults){checker.faults.at, checker.faults.len};
}
