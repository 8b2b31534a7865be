import { describe, expect, it } from "@jest/globals";
import { certificateRows } from "../../../cli/doctor/certificates.js";

describe("the doctor's rows of certificates", () => {
  it("name the week and the host, and say what helps once", () => {
    const next = "./lab certs renew --week week2";
    const rows = certificateRows("week2", [
      { says: "certificates for a.example ended on 2027-11-27", next },
      { says: "certificates for b.example ended on 2027-11-27", next },
      { says: "certificates for c.example are missing", next: "./lab up week2" },
    ]);
    expect(rows.map(({ detail, next: helps }) => [detail, helps])).toEqual([
      ["week2: certificates for a.example ended on 2027-11-27", next],
      ["week2: certificates for b.example ended on 2027-11-27", undefined],
      ["week2: certificates for c.example are missing", "./lab up week2"],
    ]);
    expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(["note"]));
  });
});
