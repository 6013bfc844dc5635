import { Button, Group, Select, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import type { DriveHome } from "../../contract/staff/home.ts";
import { Problem } from "../ask.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { useClearSayNow, useSayNow } from "./use-home.ts";

/** The producer's push: a sentence that every host's screen shows at once. */
export function SayNowCard({ home }: { readonly home: DriveHome }) {
	const may = useMay("say-now");
	if (!may && home.sayNow === null) return null;
	return (
		<section className="home-card" aria-labelledby="say">
			<h2 id="say">Say it now</h2>
			{home.sayNow === null ? <SayForm /> : <OnScreen said={home.sayNow} mayClear={may} />}
		</section>
	);
}

type OnScreenProps = { readonly said: NonNullable<DriveHome["sayNow"]>; readonly mayClear: boolean };

function OnScreen({ said, mayClear }: OnScreenProps) {
	const { timeZone } = useCampaign();
	const clear = useClearSayNow();
	return (
		<>
			<blockquote className="home-said">{said.text}</blockquote>
			<Text size="sm" c="dimmed">
				On every host's screen until {writtenMoment(said.expiresAt, "time", timeZone)}, by {said.by}.
			</Text>
			{mayClear && (
				<Button
					variant="default"
					size="sm"
					mt="sm"
					loading={clear.isPending}
					onClick={() => clear.mutate(said.id, { onError: notifyProblem })}
				>
					Take it off the screens
				</Button>
			)}
		</>
	);
}

const MINUTES = ["5", "10", "30", "60"];

function SayForm() {
	const [text, setText] = useState("");
	const [minutes, setMinutes] = useState("10");
	const say = useSayNow();
	const found = say.error instanceof Problem && say.error.code === "privacy" ? say.error : null;
	const send = (despite: boolean) => {
		say.mutate(
			{ text, minutes: Number(minutes), despite },
			{
				onSuccess: () => {
					setText("");
					notifyDone("It stands on every host's screen.");
				},
				onError: (error) => {
					if (!(error instanceof Problem && error.code === "privacy")) notifyProblem(error);
				},
			},
		);
	};
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				send(false);
			}}
		>
			<Textarea
				aria-label="What hosts say now"
				placeholder="The phones are open: call now, and the match doubles your gift."
				autosize
				minRows={2}
				maxLength={400}
				value={text}
				onChange={(event) => {
					setText(event.currentTarget.value);
					say.reset();
				}}
				error={found && `${found.detail} ${found.fields.map(({ says }) => says).join(" ")}`}
			/>
			<Group mt="sm" gap="sm" justify="space-between">
				<HowLong minutes={minutes} change={setMinutes} />
				{found ? (
					<Button color="ember" size="sm" variant="light" loading={say.isPending} onClick={() => send(true)}>
						Show it all the same
					</Button>
				) : (
					<Button type="submit" size="sm" loading={say.isPending} disabled={text.trim() === ""}>
						Show it to hosts
					</Button>
				)}
			</Group>
		</form>
	);
}

function HowLong({ minutes, change }: { readonly minutes: string; readonly change: (minutes: string) => void }) {
	return (
		<Select
			aria-label="How long"
			size="sm"
			w={136}
			value={minutes}
			onChange={(value) => change(value ?? "10")}
			data={MINUTES.map((value) => ({ value, label: `${value} minutes` }))}
		/>
	);
}
