import { Alert, Text } from "@mantine/core";
import { useLiveNow } from "./drive-live.tsx";
import "./live.css";

/** How old what the page shows is: always there, and never milder than the truth. */
export function DataAge() {
	const { standing, age } = useLiveNow();
	const isFresh = standing === "live";
	return (
		<Text size="sm" c="dimmed" className="data-age" data-fresh={isFresh || undefined}>
			<span className="data-age-dot" aria-hidden="true" />
			{age === null ? "Connecting" : isFresh && age < 3 ? "Live" : `As of ${age} s ago`}
		</Text>
	);
}

/** Over everything where the numbers may be wrong. */
export function StaleAlarm() {
	const { standing } = useLiveNow();
	if (standing !== "stale" && standing !== "ended") return null;
	const words =
		standing === "stale"
			? "Carillon hasn't been heard for more than ten seconds. Don't read these numbers out; they go on by themselves once it answers."
			: "You were signed out. Load the page again to sign in.";
	return (
		<Alert color="ember" title="These numbers are old" role="alert" mb="lg">
			{words}
		</Alert>
	);
}
