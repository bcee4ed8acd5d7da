import ReportModel
func layOutFunnel(_ figure: FunnelFigure) -> Int { 0 }
func drawFunnel(_ layout: Int) -> Scene { Scene(width: 100, height: 100) }
