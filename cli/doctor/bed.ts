import type { GenerationStatus } from "../../tools/bed/status.js";
import { weeksOn } from "../generations.js";
import type { Row } from "./row.js";

/**
 * The weeks whose images `lab bed up` has made, and those whose it has not, or not all. No row where Docker has none of
 * the bed's: images are pulled there.
 */
export function bedRow(generations: readonly GenerationStatus[]): Row | undefined {
  const isThere = ({ images }: GenerationStatus): boolean =>
    images.every(({ place }) => place === "engine");
  const isAny = generations.some(({ images }) => images.some(({ place }) => place === "engine"));
  if (!isAny) return undefined;
  const what = "bed";
  const lacking = generations.filter((each) => !isThere(each));
  const namesOf = (each: readonly GenerationStatus[]): string => each.flatMap(weeksOn).join(", ");
  const made = generations.filter(isThere);
  const has = `Docker has the images of the bed for ${made.length === 0 ? "no week" : namesOf(made)}`;
  if (lacking.length === 0) return { what, verdict: "ok", detail: has };
  const next = `./lab bed up ${lacking.flatMap((each) => weeksOn(each).slice(0, 1)).join(" ")}`;
  return { what, verdict: "note", detail: `${has}, not all those for ${namesOf(lacking)}`, next };
}
