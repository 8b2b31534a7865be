import { describe, expect, it } from "@jest/globals";
import { ownNext } from "../../../app/stack/own-next.js";

describe("an error that a plugin explains itself", () => {
  it("keeps its words and gives its own next command, once", () => {
    const said = "The disk of /x is full.\n  next: df -h '/my $& labs'\nand more";
    expect(ownNext(said)).toEqual({
      text: "The disk of /x is full.\nand more",
      next: "df -h '/my $& labs'",
    });
  });

  it("has none where the engine alone spoke", () => {
    expect(ownNext("connection refused")).toEqual({ text: "connection refused", next: undefined });
  });
});
