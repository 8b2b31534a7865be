import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readDefinitions, unfolded } from "../../../components/render/definitions.js";
import { studied } from "../../../tools/pins.js";
import { tempDir } from "../../support/temp-dir.js";

/** As Flagger's file has it: the text goes on at the depth of its key. */
const MANIFEST = `kind: CustomResourceDefinition
metadata:
  name: canaries.flagger.app
spec:
    description: 'The schema of
    this object. It''s long.
    See: https://example.com'
    type: string
`;

describe("the definitions of another project", () => {
  it("are read although a quoted text goes on at the depth of its key", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "crd.yaml");
    await writeFile(file, MANIFEST);
    const [definition] = await readDefinitions(file, studied);
    expect(definition?.["spec"]).toEqual({
      description: "The schema of this object. It's long. See: https://example.com",
      type: "string",
    });
  });

  it.each([
    ["1.24.17", ["description", "type"]],
    ["1.25.0", ["description", "type", "x-kubernetes-validations"]],
  ])("have the rules in CEL that an API server of %s keeps", async (kubernetes, fields) => {
    await using dir = await tempDir();
    const file = join(dir.path, "crd.yaml");
    const rules = '    x-kubernetes-validations: [{ rule: "has(self.port)" }]\n';
    await writeFile(file, MANIFEST.replace("    type: string\n", `    type: string\n${rules}`));
    const [definition] = await readDefinitions(file, { kubernetes });
    expect(Object.keys(definition?.["spec"] as object)).toEqual(fields);
  });

  it("are all that is taken of a file with other objects", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "bundle.yaml");
    const other = "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: operator }\n";
    await writeFile(file, `${MANIFEST}${other}`);
    const kinds = (await readDefinitions(file, studied)).map(({ kind }) => kind);
    expect(kinds).toEqual(["CustomResourceDefinition"]);
  });

  it("stay as they are where every text is on one line", () => {
    const plain = "a: 'one'\nb: it's\nc: 'two'\n";
    expect(unfolded(plain)).toBe(plain);
  });

  it("are an error with the file's name where they are no YAML", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "crd.yaml");
    await writeFile(file, "kind: 'never closed\n");
    await expect(readDefinitions(file, studied)).rejects.toMatchObject({
      code: "bad-manifest",
      message: expect.stringContaining("crd.yaml is not YAML"),
    });
  });
});
