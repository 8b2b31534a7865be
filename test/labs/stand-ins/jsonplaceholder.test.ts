import { describe, expect, it } from "@jest/globals";
import { forum } from "../../../labs/apps/forum.js";
import { valueAt } from "../../../labs/fields.js";
import { withStandIns } from "../../../labs/stand-ins/index.js";
import { USERS_HOST } from "../../../labs/apps/forum.js";
import { usersEntry } from "../../../labs/week3/mesh-objects.js";
import { placed } from "../../support/fake-manifests.js";

describe("forum on stand-ins", () => {
  const placedForum = placed("forum", ...forum);
  const at = (key: string, path: string): unknown =>
    valueAt(withStandIns(placedForum).find((each) => each.key === key)?.object, path);

  it("finds the host of the users at an address that leads to a Service of the cluster", () => {
    const pod = "spec.template.spec";
    const alias = at("Deployment/istioinaction/forum", `${pod}.hostAliases[0]`);
    expect(valueAt(alias, "hostnames")).toEqual([USERS_HOST]);
    expect(at("Service/default/jsonplaceholder", "spec.externalIPs")).toEqual([
      valueAt(alias, "ip"),
    ]);
    expect(at("Service/default/jsonplaceholder", "spec.ports[0].port")).toBe(80);
  });

  it("has the users answered by pods of the same part, which the Service selects", () => {
    const added = withStandIns(placedForum).slice(placedForum.length);
    expect(added.map(({ part }) => part)).toEqual(["forum", "forum"]);
    const labels = at("Deployment/default/jsonplaceholder", "spec.template.metadata.labels");
    expect(at("Service/default/jsonplaceholder", "spec.selector")).toEqual(labels);
  });

  it("is otherwise the same, and so is its ServiceEntry", () => {
    const entry = placed("routing", usersEntry);
    expect(withStandIns([...placedForum, ...entry])).toEqual(expect.arrayContaining(entry));
    const key = "Deployment/istioinaction/forum";
    expect(at(key, "spec.template.spec.containers")).toEqual(
      valueAt(
        placedForum.find((each) => each.key === key)?.object,
        "spec.template.spec.containers",
      ),
    );
  });

  it("brings nothing where there is no forum", () => {
    expect(withStandIns(placed("routing", usersEntry))).toHaveLength(1);
  });
});
