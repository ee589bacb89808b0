/* The tables, one file a resource, and the rows that several of them share. For the files of this folder. */
#ifndef MONLINT_SCHEMA_TABLES_H
#define MONLINT_SCHEMA_TABLES_H

#include <stdint.h>

#include "schema/field.h"

extern const struct table table_alertmanager;
extern const struct table table_authorization;
extern const struct table table_autoscaler;
extern const struct table table_backoff;
extern const struct table table_basic_auth;
extern const struct table table_config_map;
extern const struct table table_cron_job;
extern const struct table table_handed_rules;
extern const struct table table_label_selector;
extern const struct table table_metadata;
extern const struct table table_namespace_selector;
extern const struct table table_oauth2;
extern const struct table table_object;
extern const struct table table_pod;
extern const struct table table_pod_monitor;
extern const struct table table_pod_monitor_spec;
extern const struct table table_prometheus;
extern const struct table table_prometheus_rule;
extern const struct table table_prometheus_spec;
extern const struct table table_promtail_clients;
extern const struct table table_promtail_file;
extern const struct table table_resources;
extern const struct table table_rule_file;
extern const struct table table_safe_tls;
extern const struct table table_secret_key;
extern const struct table table_service;
extern const struct table table_service_monitor;
extern const struct table table_service_monitor_spec;
extern const struct table table_thanos_ruler;
extern const struct table table_tls;
extern const struct table table_values;
extern const struct table table_values_grafana;
extern const struct table table_values_image;
extern const struct table table_values_loki;
extern const struct table table_values_loki_stack;
extern const struct table table_values_monitor;
extern const struct table table_values_prometheus;
extern const struct table table_values_promtail;
extern const struct table table_values_stack;
extern const struct table table_workload;

/* Items of lists and maps, and rows that a shape leads to. */
extern const struct field item_handed_group;
extern const struct field item_pod_endpoint;
extern const struct field item_relabeling;
extern const struct field item_scrape_protocol;
extern const struct field item_secret_key_list;
extern const struct field item_service_endpoint;
extern const struct field item_string;
extern const struct field item_string_list;
extern const struct field values_any_row;
extern const struct field values_backoff_row;
extern const struct field values_groups_row;
extern const struct field values_image_row;
extern const struct field values_labels_row;
extern const struct field values_list_row;
extern const struct field values_monitor_row;
extern const struct field values_rules_row;

/* Allowed values. */
extern const char *const endpoint_schemes[];
extern const char *const scrape_protocols[];

#endif
