/** Thrown inside the transaction where what it locked turned out to be too little or out of date: roll back and do it again. */
export class TryAgain extends Error {
	override name = "TryAgain";
	/** PostgreSQL's own word for this, a serialization failure: whoever tells races from faults counts it among the races. */
	readonly code = "40001";
}
