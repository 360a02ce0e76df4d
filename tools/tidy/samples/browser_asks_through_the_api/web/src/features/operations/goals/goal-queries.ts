const goals = await fetch('/api/goals')
