import { describe, expect, it } from "@jest/globals";
import {
  BOOTSTRAP_EXTENSION,
  extended,
  RUNTIME_LAYER,
} from "../../../tools/units/envoy-bootstrap.js";

/** The parts of Istio's templates that matter here, as the releases have them (tools/packaging/common). */
const TEMPLATES = {
  "1.17.8": `{
  "layered_runtime": {
      "layers": [
          { "name": "admin", "admin_layer": {} }
      ]
  },
  "bootstrap_extensions": [
    {
      "name": "envoy.bootstrap.internal_listener"
    }
  ]
  {{ if or .outlier_log_path .load_stats_config_json_str }}
  ,
  "cluster_manager": {
    {{- if .outlier_log_path}}
    "outlier_detection": { "event_log_path": "{{ .outlier_log_path }}" }
    {{- end}}
    {{- if and .outlier_log_path .load_stats_config_json_str }}
    ,
    {{- end}}
    {{- if .load_stats_config_json_str }}
    "load_stats_config": {{ .load_stats_config_json_str }}
    {{- end }}
  }
  {{ end }}
}
`,
  "1.23.2": `{
  "layered_runtime": {
      "layers": [
          {
            "name": "global config",
            "static_layer": {{ .runtime_flags }}
          },
          { "name": "admin", "admin_layer": {} }
      ]
  },
  "bootstrap_extensions": [
    {{- if .metadata_discovery }}
    {
      "name": "metadata_discovery"
    },
    {{- end }}
    {
      "name": "envoy.bootstrap.internal_listener"
    }
  ]
  {{ if or .outlier_log_path .load_stats_config_json_str .deferred_cluster_creation}}
  ,
  "cluster_manager": {
    {{- if .deferred_cluster_creation}}
    "enable_deferred_cluster_creation": true,
    {{- end}}
    {{- if .outlier_log_path}}
    "outlier_detection": { "event_log_path": "{{ .outlier_log_path }}" }
    {{- end}}
    {{- if and .outlier_log_path .load_stats_config_json_str }}
    ,
    {{- end}}
    {{- if .load_stats_config_json_str }}
    "load_stats_config": {{- .load_stats_config_json_str }}
    {{- end }}
  }
  {{ end }}
}
`,
} as const;

type Values = Readonly<Record<string, string>>;

/** Fills a template of `if`s and names as the agent does: an `if` holds where any of its names (`and`: each) has a value. */
function fill(template: string, values: Values): string {
  const holds = [true];
  let text = "";
  for (const [token] of template.matchAll(/\{\{.*?\}\}|(?:(?!\{\{)[^])+/g)) {
    const words = /^\{\{-?(.*)\}\}$/.exec(token)?.[1]?.trim().split(/\s+/) ?? [];
    const set = words.filter((word) => word.startsWith(".")).map((word) => values[word.slice(1)]);
    const all = words[1] === "and";
    if (words[0] === "if")
      holds.push(all ? !set.includes(undefined) : set.some((value) => value !== undefined));
    else if (words[0] === "end") holds.pop();
    else if (!holds.includes(false)) text += words.length === 0 ? token : String(set[0]);
  }
  return text;
}

/** What an agent may fill in, in every combination. */
const OPTIONAL: Values = {
  deferred_cluster_creation: "true",
  metadata_discovery: "true",
  outlier_log_path: "/dev/stdout",
  load_stats_config_json_str: "{}",
};
const COMBINATIONS = Object.entries(OPTIONAL).reduce<readonly Values[]>(
  (all, [name, value]) => [...all, ...all.map((each) => ({ ...each, [name]: value }))],
  [{ runtime_flags: "{}" }],
);

interface Filled {
  readonly layered_runtime: { readonly layers: readonly unknown[] };
  readonly bootstrap_extensions: readonly unknown[];
  readonly cluster_manager?: object;
}

describe.each(Object.entries(TEMPLATES))("the bootstrap of Istio %s", (_, template) => {
  const filled = (values: Values): Filled =>
    JSON.parse(fill(extended(template, "t"), values)) as Filled;

  it("has the layer and the extension of the module before Istio's own", () => {
    for (const values of COMBINATIONS) {
      const { layered_runtime, bootstrap_extensions } = filled(values);
      expect(layered_runtime.layers[0]).toEqual(RUNTIME_LAYER);
      expect(layered_runtime.layers.at(-1)).toMatchObject({ name: "admin" });
      expect(bootstrap_extensions[0]).toEqual(BOOTSTRAP_EXTENSION);
      expect(bootstrap_extensions.at(-1)).toMatchObject({
        name: "envoy.bootstrap.internal_listener",
      });
    }
  });

  // the module reads its node from it, with a reader that takes no comma before the end of a group
  it.each(COMBINATIONS)("is JSON when it is filled with %j", (values) => {
    const { cluster_manager = {} } = filled(values);
    const { deferred_cluster_creation, outlier_log_path, load_stats_config_json_str } = values;
    const deferred = deferred_cluster_creation !== undefined && template.includes("deferred");
    expect(cluster_manager).toEqual({
      ...(deferred ? { enable_deferred_cluster_creation: true } : {}),
      ...(outlier_log_path === undefined
        ? {}
        : { outlier_detection: { event_log_path: outlier_log_path } }),
      ...(load_stats_config_json_str === undefined ? {} : { load_stats_config: {} }),
    });
  });
});

describe("a template of another shape", () => {
  it.each(['"layers": [', '"bootstrap_extensions": ['])(
    "is refused with its file and the line that it lacks: %s",
    (line) => {
      const other = TEMPLATES["1.23.2"].replace(line, "");
      expect(() => extended(other, "/m/envoy_bootstrap.json")).toThrow(
        `/m/envoy_bootstrap.json has no line ${line}`,
      );
    },
  );
});
