"""What if: a scenario's commands through the law, without a database, for lawyers, trainers and tests of the law itself.

`scenario` reads what was asked, `acts` turns its words into commands, `player` plays them and says how the dossier stands.
"""

from motcua.law.play.player import Outcome, play
from motcua.law.play.scenario import Scenario, ScenarioError, read_scenario

__all__ = ["Outcome", "Scenario", "ScenarioError", "play", "read_scenario"]
