#include "vocab/cadvisor.h"

#include <stddef.h>

#define NAME(text)                                                                                                     \
    { text, sizeof text - 1 }

static bool is_in(str name, const str *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(name, names[i]))
            return true;
    return false;
}

bool vocab_cadvisor_is_nested(str metric) {
    static const str names[] = {
        NAME("container_cpu_usage_seconds_total"),
        NAME("container_cpu_user_seconds_total"),
        NAME("container_cpu_system_seconds_total"),
        NAME("container_cpu_cfs_periods_total"),
        NAME("container_cpu_cfs_throttled_periods_total"),
        NAME("container_cpu_cfs_throttled_seconds_total"),
        NAME("container_memory_usage_bytes"),
        NAME("container_memory_working_set_bytes"),
        NAME("container_memory_rss"),
        NAME("container_memory_cache"),
        NAME("container_memory_swap"),
        NAME("container_memory_mapped_file"),
        NAME("container_memory_max_usage_bytes"),
        NAME("container_memory_failures_total"),
        NAME("container_fs_reads_total"),
        NAME("container_fs_reads_bytes_total"),
        NAME("container_fs_writes_total"),
        NAME("container_fs_writes_bytes_total"),
        NAME("container_processes"),
        NAME("container_threads"),
        NAME("container_file_descriptors"),
        NAME("container_sockets"),
        NAME("container_spec_cpu_quota"),
        NAME("container_spec_cpu_shares"),
        NAME("container_spec_memory_limit_bytes"),
    };
    return str_starts_with(metric, STR("container_")) && is_in(metric, names, sizeof names / sizeof *names);
}

bool vocab_cadvisor_tells_container(str label) {
    static const str names[] = {NAME("container"), NAME("container_name"), NAME("image"), NAME("name"), NAME("id")};
    return is_in(label, names, sizeof names / sizeof *names) || str_starts_with(label, STR("container_label_"));
}
