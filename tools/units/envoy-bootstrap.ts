import { ToolError } from "../../lib/errors.js";

/*
 * What the template of Envoy's own configuration, as a release of Istio has it, needs for upstream's Envoy with the module
 * istio-stats.
 */

/** Without it Envoy puts a name of its own before the names of a module's metrics. */
export const RUNTIME_LAYER = {
  name: "istio-lab",
  static_layer: { "envoy.reloadable_features.dynamic_modules_strip_custom_stat_prefix": true },
} as const;

/** It keeps metrics when listeners change (lasting.h of the module). */
export const BOOTSTRAP_EXTENSION = {
  name: "istio.stats",
  typed_config: {
    "@type": "type.googleapis.com/xds.type.v3.TypedStruct",
    type_url:
      "type.googleapis.com/envoy.extensions.bootstrap.dynamic_modules.v3.DynamicModuleBootstrapExtension",
    value: {
      dynamic_module_config: {
        name: "istio-stats",
        do_not_close: true,
        metrics_namespace: "istiocustom",
      },
      extension_name: "istio.stats",
    },
  },
} as const;

/** What the template gets, by the line after which it stands. */
const ADDITIONS: Readonly<Record<string, object>> = {
  '"layers": [': RUNTIME_LAYER,
  '"bootstrap_extensions": [': BOOTSTRAP_EXTENSION,
};

/** The end of a group that Istio's template leaves with a comma, unless more follows. Envoy reads over it, the module not. */
const DEFERRED = '"enable_deferred_cluster_creation": true';
const MORE = "{{ if or .outlier_log_path .load_stats_config_json_str }},{{ end }}";

/**
 * The template with what it gets. It is no JSON before it is filled, but it is then.
 * @param file where it is from, for the error
 * @throws ToolError `unknown-bootstrap` when it has another shape
 */
export function extended(template: string, file: string): string {
  const mended = template.replace(`${DEFERRED},`, `${DEFERRED}${MORE}`);
  return Object.entries(ADDITIONS).reduce((text, [line, addition]) => {
    if (!text.includes(`${line}\n`))
      throw new ToolError("unknown-bootstrap", `${file} has no line ${line}`, {
        next: "look for the place in tools/units/envoy-bootstrap.ts",
      });
    return text.replace(line, `${line}\n    ${JSON.stringify(addition)},`);
  }, mended);
}
