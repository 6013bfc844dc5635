import { describe } from "@jest/globals";
import { postingFlows } from "./posting-flows.ts";

describe("posting with the queue on PostgreSQL", () => postingFlows("postgres"));
