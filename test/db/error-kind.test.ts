import { describe, expect, test } from "@jest/globals";
import { isOutage, isRace } from "../../src/db/error-kind.ts";
import { TryAgain } from "../../src/ledger/try-again.ts";

const coded = (code: string) => Object.assign(new Error("says nothing"), { code });

describe("an outage says nothing about what was to be written: it is sent again later", () => {
	test.each([
		["ECONNREFUSED", "nobody listens"],
		["EPIPE", "the connection broke while we wrote; five letters, and no SQLSTATE"],
		["ENOENT", "the server's socket is gone"],
		["ERR_SOCKET_CLOSED", "Node's word for a closed connection"],
		["08006", "the connection failed"],
		["53100", "the disk is full"],
		["53300", "too many connections"],
		["57P01", "the server shuts down"],
		["57014", "the statement took too long"],
		["25006", "a standby, which only reads"],
		["28P01", "the password is another one now"],
		["3D000", "the database was renamed"],
		["42P01", "a table is missing: not migrated yet"],
		["42501", "a right is missing"],
		["26000", "a pooler between us lost the prepared statement"],
		["40P01", "a deadlock, lost again and again"],
		["40001", "a serialization failure"],
	])("%s: %s", (code) => {
		expect(isOutage(coded(code))).toBe(true);
	});

	test.each(["Connection terminated unexpectedly", "timeout exceeded when trying to connect", "Query read timeout"])(
		"node-postgres saying %j",
		(message) => {
			expect(isOutage(new Error(message))).toBe(true);
		},
	);

	test("the ledger asking to try again, however often", () => {
		expect([isOutage(new TryAgain()), isRace(new TryAgain())]).toEqual([true, true]);
	});
});

describe("what is about the content is no outage: it is set aside alone", () => {
	test.each([
		["22003", "a number out of range"],
		["22P05", "a character that can't be stored"],
		["23514", "a check"],
		["23505", "a key, refused more often than any race"],
		["21000", "a row twice"],
		["54000", "too large for an index"],
		["P0001", "a trigger's refusal"],
		["XX000", "a bug met by this content"],
		["ERR_INVALID_ARG_TYPE", "a bug of ours"],
	])("%s: %s", (code) => {
		expect(isOutage(coded(code))).toBe(false);
	});

	test.each([new TypeError("x is undefined"), new RangeError("too large"), "text", null])("%p", (thrown) => {
		expect(isOutage(thrown)).toBe(false);
	});
});

test("races are those that the same again most likely wins", () => {
	expect(["23505", "40001", "40P01", "55P03", "22003", "EPIPE"].filter((code) => isRace(coded(code)))).toEqual([
		"23505",
		"40001",
		"40P01",
		"55P03",
	]);
});
