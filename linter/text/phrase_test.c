#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/phrase.h"

static void test_phrases(void **state) {
    (void)state;
    static const struct {
        const char *text, *phrase;
        bool found;
    } cases[] = {
        {"PodCrashLooping", "crashlooping", true},
        {"Pod is in a crash loop", "crashloop", true},
        {"crash-loop", "crashloop", true},
        {"KubePodNotReady", "ready", true},
        {"the pod is not ready.", "ready", true},
        {"the pod has already run", "ready", false},
        {"ALREADY", "ready", false},
        {"RedisDown", "redis", true},
        {"redis_down", "redis", true},
        {"REDIS", "redis", true},
        {"redistributed", "redis", false},
        {"PostgreSQL is down", "postgresql", true},
        {"PostgreSQLPodDown", "postgresql", true},
        {"PostgreSQLPodDown", "pod", true},
        {"cert-manager", "certmanager", true},
        {"cert", "certmanager", false},
        {"c r a s h", "crash", true},
        {"cra  sh", "crash", false},
        {"", "crash", false},
        {"crash", "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool letters[256] = {false};
        if (phrase_found(str_of(cases[i].text), str_of(cases[i].phrase)) != cases[i].found)
            fail_msg("%s in %s", cases[i].phrase, cases[i].text);
        phrase_beginnings(str_of(cases[i].text), letters);
        if (cases[i].found && !letters[(unsigned char)cases[i].phrase[0]])
            fail_msg("%s begins no word of %s", cases[i].phrase, cases[i].text);
    }
}

static void test_beginnings(void **state) {
    (void)state;
    bool letters[256] = {false};
    phrase_beginnings(STR("RedisPod-down"), letters);
    assert_true(letters['r'] && letters['p'] && letters['d'] && letters['-']);
    assert_false(letters['e'] || letters['R'] || letters['o'] || letters['n']);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_phrases), cmocka_unit_test(test_beginnings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
