import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { SETUP_STEPS, type SetupStepName } from "../../../domain/drive/setup-steps.ts";
import type { ChangePreview, DriveSetup, FieldProblem, SaveConflict } from "../../contract/staff/setup.ts";
import { Problem } from "../ask.ts";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { NoSuchPage } from "../shell/no-such-page.tsx";
import { BasicsStep } from "./basics-step.tsx";
import { BeforeYouSave } from "./before-you-save.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { GivingStep } from "./giving-step.tsx";
import { GoalStep } from "./goal-step.tsx";
import { Preview } from "./preview.tsx";
import "./setup.css";
import { SetupFormProvider, useForm } from "./setup-form.tsx";
import { StationsStep } from "./stations-step.tsx";
import { StepList } from "./step-list.tsx";
import { fieldWords, STEP_WORDS } from "./step-words.ts";
import { StudioStep } from "./studio-step.tsx";
import { conflictOf, foretellSetup, saveSetup, useSetup, useSetupSaved } from "./use-setup.ts";
import { WhenStep } from "./when-step.tsx";

const STEPS: Readonly<Record<SetupStepName, () => React.ReactNode>> = {
	basics: BasicsStep,
	when: WhenStep,
	stations: StationsStep,
	goal: GoalStep,
	giving: GivingStep,
	studio: StudioStep,
};

/** One step of the guided path: its questions, and beside them what comes of the answers. */
export function StepPage() {
	const { step = "" } = useParams();
	const setup = useSetup();
	if (!isStep(step)) return <NoSuchPage />;
	return (
		<Asked query={setup}>
			{(data) => (
				<SetupFormProvider key={step} setup={data}>
					<Step step={step} />
				</SetupFormProvider>
			)}
		</Asked>
	);
}

function isStep(text: string): text is SetupStepName {
	return (SETUP_STEPS as readonly string[]).includes(text);
}

function Step({ step }: { readonly step: SetupStepName }) {
	const form = useForm();
	const { title, lead } = STEP_WORDS[step];
	const Fields = STEPS[step];
	const saving = useSaving(step);
	return (
		<PageFrame title={title} lead={lead}>
			<LeaveGuard when={form.isChanged} />
			<StepList setup={form.setup} current={step} />
			<div className="setup-columns">
				<form
					className="setup-form"
					noValidate
					onSubmit={(event) => {
						event.preventDefault();
						void saving.save();
					}}
				>
					<ProblemList problems={form.problems} />
					<Stack gap="lg">
						<Fields />
					</Stack>
					<StepFoot step={step} isBusy={saving.isBusy} />
				</form>
				<Preview step={step} />
			</div>
			<BeforeYouSave preview={saving.preview} onLeave={saving.leave} onSave={saving.confirm} isBusy={saving.isBusy} />
			<ConflictDialog conflict={saving.conflict} onKeepMine={saving.keepMine} onTakeTheirs={saving.takeTheirs} />
		</PageFrame>
	);
}

function useSaving(step: SetupStepName) {
	const { setup, changes, clear, setProblems, isChanged } = useForm();
	const navigate = useNavigate();
	const saved = useSetupSaved();
	const [isBusy, setBusy] = useState(false);
	const [preview, setPreview] = useState<ChangePreview | null>(null);
	const [conflict, setConflict] = useState<SaveConflict | null>(null);
	const [goTo, setGoTo] = useState<string | null>(null);
	// Once nothing is unsaved any more, or the guard would ask about it.
	useEffect(() => {
		if (goTo !== null && !isChanged) void navigate(goTo);
	}, [goTo, isChanged, navigate]);
	const next = SETUP_STEPS[SETUP_STEPS.indexOf(step) + 1];
	const after = `/c/${setup.id}/setup${setup.state === "draft" && next !== undefined ? `/${next}` : ""}`;

	const trying = async (work: () => Promise<void>) => {
		setBusy(true);
		try {
			await work();
		} catch (error) {
			const met = conflictOf(error);
			if (met !== null) setConflict(met);
			else if (error instanceof Problem && error.status === 422) setProblems(error.fields as readonly FieldProblem[]);
			else notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	const write = (version: number) =>
		trying(async () => {
			const written: DriveSetup = await saveSetup(setup.id, version, changes);
			setPreview(null);
			clear();
			await saved(written);
			notifyDone("Saved.");
			setGoTo(after);
		});
	return {
		...{ isBusy, preview, conflict },
		save: async () => {
			if (!isChanged) return setGoTo(after);
			if (setup.state === "draft") return write(setup.version);
			return trying(async () => setPreview(await foretellSetup(setup.id, setup.version, changes)));
		},
		confirm: () => write(setup.version),
		leave: () => setPreview(null),
		keepMine: async (version: number) => {
			setConflict(null);
			await write(version);
		},
		takeTheirs: async (theirs: DriveSetup) => {
			setConflict(null);
			setPreview(null);
			clear();
			await saved(theirs);
		},
	};
}

function StepFoot({ step, isBusy }: { readonly step: SetupStepName; readonly isBusy: boolean }) {
	const { setup, isChanged } = useForm();
	const isLast = SETUP_STEPS.at(-1) === step;
	const label =
		setup.state === "draft" ? (isLast ? "Save and see what is left" : "Save and go on") : "See what changes";
	return (
		<Group className="setup-foot" justify="space-between" mt="xl">
			<Anchor component={Link} to={`/c/${setup.id}/setup`}>
				Back to the overview
			</Anchor>
			<Group gap="sm">
				<Text size="sm" c="dimmed" role="status">
					{isChanged ? "Not saved yet" : "Everything is saved"}
				</Text>
				<Button type="submit" loading={isBusy} disabled={setup.state !== "draft" && !isChanged}>
					{isChanged || setup.state !== "draft" ? label : isLast ? "See what is left" : "Go on"}
				</Button>
			</Group>
		</Group>
	);
}

function ProblemList({ problems }: { readonly problems: readonly FieldProblem[] }) {
	if (problems.length === 0) return null;
	return (
		<Alert color="ember" role="alert" mb="lg" title="Not saved: this can't be used yet">
			<ul className="setup-problems">
				{problems.map(({ field, says }) => (
					<li key={`${field} ${says}`}>
						<strong>{fieldWords(field)}:</strong> {says}
					</li>
				))}
			</ul>
		</Alert>
	);
}
