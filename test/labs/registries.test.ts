import { describe, expect, it } from "@jest/globals";
import { objectsIn } from "../../labs/contents.js";
import { fullImageName, podImages } from "../../labs/images.js";
import { weeks } from "../../labs/index.js";
import { REGISTRIES } from "../../labs/registries.js";
import { stateAt } from "../../labs/week.js";

describe("the registries", () => {
  const known = REGISTRIES.map(({ host }) => host);

  it.each(weeks.map((week) => [week.id, week] as const))(
    "are those of all images that %s names",
    (_, week) => {
      const own = week.steps.flatMap(({ id }) => Object.values(objectsIn(stateAt(week, id))));
      const hosts = own
        .flatMap(({ object }) => podImages(object))
        .map((image) => fullImageName(image).split("/", 1)[0]);
      expect(known).toEqual(expect.arrayContaining([...new Set(hosts)]));
    },
  );
});
