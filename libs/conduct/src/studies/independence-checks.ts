import type { FreezeCheck } from '@lectern/contracts';
import type { CrossedPart, ListedCase } from '@lectern/records';
import { check } from './freeze-check.js';
import { modelsOf, readyCases, studyCases, type StudyPlan } from './study-plan.js';

/** Whether the cases are independent of each other, of what readers practise on, and of what the models were trained on. */
export function independenceChecks(plan: StudyPlan, crossed: readonly CrossedPart[]): FreezeCheck[] {
  return [onePatientOneCase(plan), ...practiceApart(plan), ...trainingApart(plan), ...partsApart(crossed)];
}

/** Who sets the truth of a patient in one study knows it in another; who reads one with AI there has seen what truth must not be told. */
function partsApart(crossed: readonly CrossedPart[]): FreezeCheck[] {
  if (crossed.length === 0) return [];
  const parts = crossed.map(({ name, role, otherStudy, patients }) => {
    const there = role === 'reader' ? 'sets the truth of' : 'reads';
    return `${name} ${there} ${patients} of these patients in '${otherStudy}'`;
  });
  return [
    check(
      'parts-apart',
      'Nobody who reads here sets the truth of the same patients in another study, nor the other way round',
      false,
      `${parts.join('; ')}. Have somebody else do it, or leave these patients out.`,
    ),
  ];
}

const patientOf = (listed: ListedCase): string | null => listed.case.patientKey;
const named = (cases: readonly ListedCase[]): string => cases.map(({ sourceLabel }) => sourceLabel).join(', ');

function onePatientOneCase({ protocol, cases }: StudyPlan): FreezeCheck {
  const byPatient = Map.groupBy(studyCases(cases).filter(patientOf), patientOf);
  const several = [...byPatient.values()].filter((own) => own.length > 1);
  if (protocol.cases.patients === 'several-cases')
    return check(
      'patients',
      `${several.length} patients have several cases; the analysis takes each patient as a cluster`,
      true,
      '',
    );
  return check(
    'patients',
    'Every case is of another patient',
    several.length === 0,
    `Of one patient: ${several.map(named).join('; ')}. Leave all but one out, or say 'patients: several-cases' under cases in the protocol.`,
  );
}

/** Who was read for practice is known to the readers. */
function practiceApart({ cases }: StudyPlan): FreezeCheck[] {
  const practice = readyCases(cases).filter(({ purpose }) => purpose !== 'study');
  if (practice.length === 0) return [];
  const patients = new Set(studyCases(cases).flatMap((listed) => patientOf(listed) ?? []));
  const shared = practice.filter((listed) => patients.has(patientOf(listed) ?? ''));
  return [
    check(
      'practice-apart',
      'No patient of the study is read for training or qualification',
      shared.length === 0,
      `Patients of the study are in: ${named(shared)}. Take other cases.`,
    ),
  ];
}

/** A model knows the patients that it was trained on. Their keys are under this installation's secret, as those of the cases. */
function trainingApart({ protocol, cases, results }: StudyPlan): FreezeCheck[] {
  return modelsOf(protocol).map(({ model, version }) => {
    const used = results.find(({ modelVersion: m }) => m.model === model && m.version === version)?.modelVersion;
    const training = trainingDataOf(used?.manifest);
    const keys = new Set(training?.patientKeys);
    const shared = readyCases(cases).filter((listed) => keys.has(patientOf(listed) ?? ''));
    const unknown = (training?.patients ?? 0) > 0 && keys.size === 0;
    const text = training
      ? `trained on ${training.patients} patients`
      : 'its package says nothing of training patients';
    return check(
      `training-patients-${model}-${version}`,
      `No patient of the study is among those that ${model} ${version} was trained on (${text})`,
      shared.length === 0 && !unknown,
      unknown
        ? "Its training patients are not named: write their keys into 'trainingData.patientKeys' of its model.json (`lectern patient-keys` makes them), as a new version."
        : `Trained on: ${named(shared)}. Leave these cases out.`,
    );
  });
}

interface TrainingData {
  readonly patients: number;
  readonly patientKeys: readonly string[];
}

function trainingDataOf(manifest: unknown): TrainingData | null {
  const data = (manifest as { trainingData?: { patients?: unknown; patientKeys?: unknown } } | null | undefined)
    ?.trainingData;
  if (typeof data?.patients !== 'number') return null;
  const keys = Array.isArray(data.patientKeys) ? data.patientKeys.filter((key) => typeof key === 'string') : [];
  return { patients: data.patients, patientKeys: keys };
}
