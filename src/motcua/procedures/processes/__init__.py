"""Electronic processes of procedures: recording their approval, drawing them, handing them to other programs as BPMN 2.0.

Not here: what makes a process sound (law.process), and which process counts on a day or whose posts are empty (procedures.queries).
"""
