import { describe, expect, it } from "@jest/globals";
import { backendUrl } from "../../../app/stack/backend-url.js";

describe("the URL of the state", () => {
  it.each([
    ["/home/me/istio-lab/.lab/state", "file:///home/me/istio-lab/.lab/state"],
    ["/100%25done/#1/.lab/state", "file:///100%2525done/%231/.lab/state"],
    ["/my labs/실습/state", "file:///my%20labs/%EC%8B%A4%EC%8A%B5/state"],
  ])("of %s leads back to it", (folder, url) => {
    expect(backendUrl(folder)).toBe(url);
    expect(decodeURIComponent(new URL(url).pathname)).toBe(folder);
  });
});
