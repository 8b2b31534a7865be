import { describe, expect, it } from "@jest/globals";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { envoyEntrypoint } from "../../../../tools/bed/images/lab/envoy.js";
import { simple } from "../../../../labs/week2/envoy-config.js";
import { exec } from "../../../../lib/exec.js";
import { tempDir } from "../../../support/temp-dir.js";

/** Runs the entrypoint with an envoy that prints what it was given, an argument a line of JSON. */
async function started(...args: readonly string[]) {
  await using dir = await tempDir();
  const script = join(dir.path, "entrypoint.sh");
  await writeFile(script, envoyEntrypoint);
  const print = "console.log(JSON.stringify(process.argv.slice(2)))";
  const program = join(dir.path, "envoy");
  await writeFile(program, `#!/bin/sh\nexec ${process.execPath} -e '${print}' -- x "$@"\n`);
  await chmod(program, 0o755);
  const PATH = `${dir.path}:${process.env["PATH"] ?? ""}`;
  const { stdout, stderr } = await exec("sh", [script, ...args], { env: { PATH } });
  return { given: JSON.parse(stdout) as string[], stderr };
}

const ROUTER = "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router";

/** The form of the book's files: the router filter without its type. */
const book = `admin:
  address: 'it is "here"'
http_filters:
- name: envoy.filters.http.router
route_config:
  name: httpbin_local_route
`;

describe("the entrypoint of Envoy's stand-in", () => {
  it("adds the type that is missing in the book's files, and says so", async () => {
    const { given, stderr } = await started("--config-yaml", book, "--log-level", "debug");
    expect([given[0], ...given.slice(2)]).toEqual(["--config-yaml", "--log-level", "debug"]);
    expect(parse(given[1] ?? "")).toEqual({
      ...(parse(book) as object),
      http_filters: [{ name: "envoy.filters.http.router", typed_config: { "@type": ROUTER } }],
    });
    expect(stderr).toMatch(/^stand-in: .* router filter/);
  });

  it("gives all else as it is, and says nothing", async () => {
    const config = stringify(simple);
    expect(await started("--config-yaml", config)).toEqual({
      ...{ given: ["--config-yaml", config], stderr: "" },
    });
    expect((await started("envoy", "--help")).given).toEqual(["--help"]);
    expect((await started()).given).toEqual([]);
  });
});
