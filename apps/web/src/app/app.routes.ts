import type { Routes } from '@angular/router';
import { READING_WAYS, truthingWays } from './reading/reading-ways.js';
import { home, maybeSignedIn, signedIn } from './core/guards.js';

/** Every page is loaded when it is first opened: a reader never loads the console, nor a coordinator the reading room. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', canActivate: [home], children: [] },
  { path: 'sign-in', loadComponent: async () => (await import('./sign-in/sign-in.page.js')).SignInPage },
  { path: 'proven', loadComponent: async () => (await import('./sign-in/proven.page.js')).ProvenPage },
  {
    path: 'account',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./account/account.page.js')).AccountPage,
  },
  {
    path: 'people',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./people/people.page.js')).PeoplePage,
  },
  {
    path: 'studies',
    canActivate: [signedIn],
    children: [
      {
        path: '',
        pathMatch: 'full',
        loadComponent: async () => (await import('./studies/studies.page.js')).StudiesPage,
      },
      { path: 'new', loadComponent: async () => (await import('./studies/wizard/wizard.page.js')).WizardPage },
      { path: ':study/reading', loadComponent: async () => (await import('./reading/reading.page.js')).ReadingPage },
      {
        path: ':study/truthing',
        providers: [{ provide: READING_WAYS, useValue: truthingWays }],
        loadComponent: async () => (await import('./reading/reading.page.js')).ReadingPage,
      },
      {
        path: ':study',
        loadComponent: async () => (await import('./study/study.page.js')).StudyPage,
        children: [
          {
            path: '',
            pathMatch: 'full',
            loadComponent: async () => (await import('./study/progress/progress.page.js')).ProgressPage,
          },
          { path: 'plan', loadComponent: async () => (await import('./study/plan/plan.page.js')).PlanPage },
          {
            path: 'plan/edit',
            loadComponent: async () => (await import('./study/plan/edit-plan.page.js')).EditPlanPage,
          },
          { path: 'cases', loadComponent: async () => (await import('./study/cases/cases.page.js')).CasesPage },
          { path: 'cases/:caseId', loadComponent: async () => (await import('./study/cases/case.page.js')).CasePage },
          { path: 'truth', loadComponent: async () => (await import('./study/truth/truth.page.js')).TruthPage },
          { path: 'readers', loadComponent: async () => (await import('./study/readers/readers.page.js')).ReadersPage },
          { path: 'record', loadComponent: async () => (await import('./study/record/record.page.js')).RecordPage },
          { path: 'analysis', loadComponent: async () => (await import('./analysis/analysis.page.js')).AnalysisPage },
        ],
      },
    ],
  },
  // Tools that need no study and no sign-in: what they are given stays in the browser.
  {
    path: 'analyse',
    canActivate: [maybeSignedIn],
    loadComponent: async () => (await import('./workbench/analyse-file.page.js')).AnalyseFilePage,
  },
  {
    path: 'power',
    canActivate: [maybeSignedIn],
    loadComponent: async () => (await import('./workbench/power.page.js')).PowerPage,
  },
  {
    path: 'evaluation',
    canActivate: [maybeSignedIn],
    loadComponent: async () => (await import('./workbench/model-evaluation.page.js')).ModelEvaluationPage,
  },
  { path: '**', redirectTo: '' },
];
