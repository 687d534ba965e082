import { describe, expect, it } from "vitest";
import { readReturn, SigningSecurityError } from "../../src/index.js";
import { returnAddresses } from "../../src/signing/return-address.js";

describe("an address to come back to", () => {
  it.each([
    ["https://shop.example.dk/signed", "https://shop.example.dk/signed?"],
    ["https://shop.example.dk/signed?case=7&by=æ", "https://shop.example.dk/signed?case=7&by=%C3%A6&"],
    ["https://shop.example.dk", "https://shop.example.dk/?"],
  ])("becomes three that say how it ended, with the gateway's placeholder as it wants it: %s", (given, begun) => {
    expect(returnAddresses(given)).toEqual({
      onTaskComplete: `${begun}signing=complete&order=\${requestId}`,
      onTaskReject: `${begun}signing=reject&order=\${requestId}`,
      onTaskPostpone: `${begun}signing=postpone&order=\${requestId}`,
    });
  });

  it.each(["/signed", "javascript:alert(1)", "ftp://shop.example.dk/", "https://shop.example.dk/#signed"])(
    "is refused when nobody could come back there: %s",
    (given) => {
      expect(() => returnAddresses(given)).toThrow(TypeError);
    },
  );
});

describe("coming back", () => {
  it.each([
    "https://shop.example.dk/signed?case=7&signing=complete&order=abc-1_2",
    "/signed?signing=complete&order=abc-1_2",
  ])("tells which order, and how it ended: %s", (url) => {
    expect(readReturn(url)).toEqual({ orderId: "abc-1_2", end: "complete" });
  });

  it.each([
    "/signed",
    "/signed?signing=complete",
    "/signed?order=abc",
    "/signed?signing=paid&order=abc",
    "/signed?signing=toString&order=abc",
    "/signed?signing=complete&order=",
    "/signed?signing=complete&order=..%2F..%2Fadmin",
    "/signed?signing=complete&order=a&order=b",
    "/signed?signing=complete&signing=reject&order=a",
    "/signed?signing=complete&order=%24%7BrequestId%7D",
  ])("is refused at an address that the gateway did not make: %s", (url) => {
    expect(() => readReturn(url)).toThrow(SigningSecurityError);
  });
});
