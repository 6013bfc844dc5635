import { redisIsInstalled, redisMissing } from "../support/redis.ts";
import { describeWith } from "../support/when-present.ts";
import { postingFlows } from "./posting-flows.ts";

const redis = { present: redisIsInstalled, how: redisMissing };
describeWith(redis, "posting with the queue on Redis", () => postingFlows("redis"));
