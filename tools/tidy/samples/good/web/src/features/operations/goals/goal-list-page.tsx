import { Link } from '@tanstack/react-router'
import { Table } from '@/shared/table'
import { GoalForm } from './goal-form'
import { routes } from '../goals/goal-routes'
